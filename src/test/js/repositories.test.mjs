import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Repositories } from '../../main/webapp/js/repositories.js'
import { session, settled } from './dashboard-fakes.mjs'
import { FakeTimers } from './fakes.mjs'

const rocket = sessions => ({ repoOwner: 'acme', repoName: 'rocket', sessions })

function following(answers) {
  const timers = new FakeTimers()
  let asked = 0
  const api = { repositories: async () => { asked++; return answers() } }
  return { timers, repositories: new Repositories({ api, on: { change() {} }, timers }), asked: () => asked }
}

test('the repositories come with their numbers, and those that were seen since without', async () => {
  const { repositories } = following(() => [rocket(3)])
  await repositories.load()
  repositories.see([session('a'), session('b', { repoOwner: 'aaa', repoName: 'new' })])
  assert.deepEqual(repositories.list(), [{ name: 'aaa/new' }, { name: 'acme/rocket', sessions: 3 }])
  assert.equal(repositories.total, 3)
})

test('they are asked for again once sessions have come or gone, not for each of them', async () => {
  let count = 1
  const { repositories, timers, asked } = following(() => [rocket(count)])
  await repositories.load()
  count = 3
  for (const id of ['a', 'b']) repositories.apply({ type: 'session', session: session(id, { seq: 1 }) })
  repositories.apply({ type: 'session', session: session('a', { seq: 2 }) })
  timers.advance(10_000)
  await settled()
  assert.deepEqual([asked(), repositories.total], [2, 3])
})

test('a server that does not tell them is asked once', async () => {
  const { repositories, asked } = following(() => { throw Object.assign(new Error('missing'), { status: 404 }) })
  await repositories.load()
  repositories.see([session('a')])
  await repositories.load()
  assert.deepEqual([asked(), repositories.list()], [1, [{ name: 'acme/rocket' }]])
})
