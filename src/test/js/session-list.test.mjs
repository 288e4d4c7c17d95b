import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { noFilters } from '../../main/webapp/js/session-filters.js'
import { byRepository, SessionList } from '../../main/webapp/js/session-list.js'
import { FakeSessionsApi, session, settled } from './dashboard-fakes.mjs'

const ids = list => list.shown().map(({ id }) => id)
const told = latest => ({ type: 'session', session: latest })

let api
let list
let problems

beforeEach(() => {
  api = new FakeSessionsApi()
  problems = []
  list = new SessionList({ api, on: { change() {}, problem: error => problems.push(error) } })
})

/** Loads the list with these sessions. */
async function load(sessions, next) {
  const loading = list.load()
  api.last.answer(sessions, next)
  await loading
}

describe('the list of sessions', () => {
  test('asks for a page of 50, and for further ones by cursor', async () => {
    await load([session('a', { lastActivity: 9 })], '?cursor=c1&limit=1000')
    assert.deepEqual([api.last.query.limit, api.last.query.status, list.hasMore], [50, 'active', true])
    const more = list.loadMore()
    assert.deepEqual(api.last.query, { cursor: 'c1', limit: '50' })
    api.last.answer([session('b', { lastActivity: 8 })])
    await more
    assert.deepEqual([ids(list), list.hasMore], [['a', 'b'], false])
  })

  test('asks for one page at a time', async () => {
    await load([session('a')], '?cursor=c1')
    list.loadMore()
    list.loadMore()
    assert.equal(api.asked.length, 2)
  })

  test('keeps those of one second in the order of the server, the latest news first', async () => {
    await load(['a', 'b', 'c'].map(id => session(id)))
    assert.deepEqual(ids(list), ['a', 'b', 'c'])
    list.apply(told(session('c', { seq: 2 })))
    assert.deepEqual(ids(list), ['c', 'a', 'b'])
  })

  test('says that a further page failed, and tries again when it is told to', async () => {
    await load([session('a')], '?cursor=c1')
    const failing = list.loadMore()
    api.last.fail(new Error('offline'))
    await failing
    assert.deepEqual([list.hasFailed, list.hasMore, problems.length, ids(list)], [true, true, 1, ['a']])
    const again = list.loadMore()
    api.last.answer([session('b', { lastActivity: 1 })])
    await again
    assert.deepEqual([list.hasFailed, ids(list)], [false, ['a', 'b']])
  })

  test('keeps what it has when it cannot be loaded again', async () => {
    await load([session('a')])
    const loading = list.load()
    api.last.fail(new Error('offline'))
    assert.equal(await loading, true)
    assert.deepEqual([ids(list), list.isLoading], [['a'], false])
  })

  test('is loaded again as far as it was, in steps that the server allows', async () => {
    const many = Array.from({ length: 1_001 }, (_, index) => session(`s${index}`, { lastActivity: 5_000 - index }))
    await load(many)
    const loading = list.load()
    assert.equal(api.last.query.limit, 1_000)
    api.last.answer(many.slice(0, 1_000), '?cursor=c&limit=1000')
    await settled()
    api.last.answer(many.slice(1_000))
    await loading
    assert.equal(list.size, 1_001)
  })
})

describe('a search', () => {
  test('shows at once what is known to match, and then what the server finds', async () => {
    await load([session('a', { title: 'login' }), session('b')])
    const searching = list.filter({ ...noFilters, q: 'login' })
    assert.deepEqual([ids(list), list.isComplete, list.isLoading], [['a'], false, true])
    api.last.answer([session('a', { title: 'login' }), session('z', { title: 'Login too', lastActivity: 3 })])
    assert.equal(await searching, true)
    assert.deepEqual([ids(list), list.isComplete], [['a', 'z'], true])
  })

  test('whose answer comes late overwrites no newer one', async () => {
    await load([])
    const first = list.filter({ ...noFilters, q: 'log' })
    const second = list.filter({ ...noFilters, q: 'login' })
    const [, log, login] = api.asked
    login.answer([session('new', { title: 'login' })], '?cursor=new')
    assert.equal(await second, true)
    log.answer([session('old', { title: 'login' })], '?cursor=old')
    assert.equal(await first, false)
    assert.deepEqual([ids(list), list.isLoading], [['new'], false])
    list.loadMore()
    assert.equal(api.last.query.cursor, 'new')
  })

  test('that is overtaken does not complain either', async () => {
    const first = list.filter({ ...noFilters, q: 'log' })
    const second = list.filter(noFilters)
    api.asked[0].fail(new Error('too late'))
    api.asked[1].answer([session('a')])
    await Promise.all([first, second])
    assert.deepEqual([problems, ids(list)], [[], ['a']])
  })

  test('is not joined by a page of another one', async () => {
    await load([session('a')], '?cursor=c1')
    const more = list.loadMore()
    const page = api.last
    const searching = list.filter({ ...noFilters, q: 'a' })
    page.answer([session('b-a')], '?cursor=c2')
    await more
    api.last.answer([session('a')])
    await searching
    assert.deepEqual([ids(list), list.hasMore], [['a'], false])
  })
})

describe('an event', () => {
  test('takes an archived session out of the active list at once, and brings it back', async () => {
    await load([session('a'), session('b', { lastActivity: 1 })])
    list.apply(told(session('a', { status: 'archived' })))
    assert.deepEqual(ids(list), ['b'])
    list.apply(told(session('a')))
    assert.deepEqual(ids(list), ['a', 'b'])
  })

  test('shows a session that comes to match, and no other', async () => {
    list.filter({ ...noFilters, activity: 'failed' })
    api.last.answer([])
    await settled()
    list.apply(told(session('a', { activity: 'running' })))
    assert.deepEqual(ids(list), [])
    list.apply(told(session('a', { activity: 'failed' })))
    assert.deepEqual(ids(list), ['a'])
  })

  test('is newer than a page that was asked for before it', async () => {
    await load([session('a')], '?cursor=c1')
    const more = list.loadMore()
    list.apply({ type: 'session-deleted', sessionId: 'gone' })
    list.apply(told(session('b', { title: 'new', lastActivity: 200 })))
    api.last.answer([session('gone'), session('b', { title: 'old' })])
    await more
    assert.deepEqual(list.shown().map(({ id, title }) => [id, title]), [['b', 'new'], ['a', null]])
  })
})

test('grouped, the repository with the latest activity comes first', () => {
  const sessions = [session('a', { repoName: 'z' }), session('b'), session('c', { repoName: 'z' })]
  const groups = byRepository(sessions).map(group => [group.name, group.sessions.map(({ id }) => id)])
  assert.deepEqual(groups, [['acme/z', ['a', 'c']], ['acme/rocket', ['b']]])
})
