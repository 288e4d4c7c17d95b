import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createApi } from '../../main/webapp/js/api.js'

const answering = (body, init) => {
  const asked = []
  const fetch = async (url, options) => {
    asked.push({ url, ...options })
    return new Response(body === undefined ? null : JSON.stringify(body), init)
  }
  return { asked, fetch }
}

test('a refusal becomes an error with the sentence of its detail', async () => {
  const { fetch } = answering({ title: 'Bad Request', detail: 'title is too long.' }, { status: 400 })
  await assert.rejects(createApi({ fetch }).changeSession('1', {}), { message: 'title is too long.', status: 400 })
})

test('a refusal that is not JSON still tells its status', async () => {
  const fetch = async () => new Response('<html>', { status: 502 })
  await assert.rejects(createApi({ fetch }).session('1'), { message: 'The server answered 502.', status: 502 })
})

test('that nothing is there is believed of Berth alone, not of a server that still starts (P1)', async () => {
  const starting = async () => new Response('<h1>HTTP Status 404 - Not Found</h1>', { status: 404 })
  await assert.rejects(createApi({ fetch: starting }).session('1'), { message: 'The server is not ready yet.', status: 503 })
  const { fetch } = answering({ error: 'There is no such session.', detail: 'There is no such session.' }, { status: 404 })
  await assert.rejects(createApi({ fetch }).session('1'), { message: 'There is no such session.', status: 404 })
})

test('a network failure is told in words', async () => {
  const fetch = async () => { throw new TypeError('Failed to fetch') }
  await assert.rejects(createApi({ fetch }).session('1'), { message: 'The server cannot be reached.', status: 0 })
})

test('a list brings the query of its next page', async () => {
  const { fetch } = answering([], { headers: { Link: '</api/sessions?q=a&cursor=xyz>; rel="next"' } })
  assert.equal((await createApi({ fetch }).sessions()).next, '?q=a&cursor=xyz')
})

test('the last page has no next', async () => {
  const { fetch } = answering([])
  assert.equal((await createApi({ fetch }).sessions()).next, undefined)
})

test('a user that was named is passed on, and left out otherwise', async () => {
  const { fetch, asked } = answering([])
  await createApi({ fetch, userId: 'ann b' }).sessions({ limit: 5 })
  await createApi({ fetch }).sessions()
  assert.deepEqual(asked.map(({ url }) => url), ['api/sessions?userId=ann+b&limit=5', 'api/sessions'])
})

test('ids cannot leave their place in the path', async () => {
  const { fetch, asked } = answering({})
  await createApi({ fetch }).session('../x?y')
  assert.equal(asked[0].url, 'api/sessions/..%2Fx%3Fy')
})

test('nothing is read from an empty answer', async () => {
  const { fetch } = answering(undefined, { status: 204 })
  assert.equal(await createApi({ fetch }).deleteSession('1'), undefined)
})
