import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { ASKED_MAX, LINKS_MAX, WaitingList } from '../../main/webapp/js/waiting-list.js'
import { FakeSessionsApi, session, settled } from './dashboard-fakes.mjs'

const waits = (id, more) => session(id, { activity: 'waiting', ...more })
const told = latest => ({ type: 'session', session: latest })
const asked = (id, createdAt = 1) => ({ id, createdAt, seq: createdAt, state: 'pending' })

let api
let waiting
let pending

beforeEach(() => {
  api = new FakeSessionsApi()
  pending = new Map()
  api.pendingPermissions = async id => pending.get(id)?.permissions ?? []
  api.pendingQuestions = async id => {
    if (pending.get(id) === 'broken') throw new Error('set aside')
    return pending.get(id)?.questions ?? []
  }
  waiting = new WaitingList({ api, on: { change() {}, problem() {} } })
})

async function load(...sessions) {
  const loading = waiting.load()
  api.last.answer(sessions)
  await loading
}

const shown = () => waiting.entries().map(({ session: { id }, items }) => [id, items?.map(item => item.asked.id)])

describe('what waits for an answer (P8)', () => {
  test('is asked for whatever the status, with permissions and questions in the order of asking', async () => {
    pending.set('a', { permissions: [asked('p', 5)], questions: [asked('q', 4)] })
    await load(waits('a', { status: 'archived' }), session('b'))
    assert.deepEqual({ ...api.last.query }, { activity: 'waiting', limit: 200 })
    assert.deepEqual(shown(), [['a', ['q', 'p']]])
  })

  test('stands in the order of waiting', async () => {
    await load(waits('new', { lastActivity: 9 }), waits('old', { lastActivity: 2 }))
    assert.deepEqual(shown().map(([id]) => id), ['old', 'new'])
  })

  test('comes by an event and goes with one, wherever it was answered', async () => {
    pending.set('a', { permissions: [asked('p')] })
    await waiting.apply(told(waits('a')))
    assert.deepEqual(shown(), [['a', ['p']]])
    waiting.apply(told(session('a', { activity: 'running' })))
    assert.equal(waiting.size, 0)
    await waiting.apply(told(waits('a')))
    waiting.apply({ type: 'session-deleted', sessionId: 'a' })
    assert.equal(waiting.size, 0)
  })

  test('is asked for again when something was heard of its session', async () => {
    pending.set('a', { permissions: [asked('p'), asked('second')] })
    await load(waits('a'))
    pending.set('a', { permissions: [asked('second')] })
    await waiting.apply(told(waits('a', { seq: 2 })))
    assert.deepEqual(shown(), [['a', ['second']]])
  })

  test('is not overwritten by what was asked for earlier', async () => {
    const answers = []
    api.pendingPermissions = () => new Promise(resolve => { answers.push(resolve) })
    waiting.apply(told(waits('a')))
    waiting.apply(told(waits('a', { seq: 2 })))
    answers[1]([asked('new')])
    await settled()
    answers[0]([asked('old')])
    await settled()
    assert.deepEqual(shown(), [['a', ['new']]])
  })

  test('is bounded: the first ask, some more are links, all are counted', async () => {
    await load(...Array.from({ length: 40 }, (_, index) => waits(`s${index}`, { lastActivity: index })))
    assert.deepEqual([waiting.entries().length, waiting.links().length, waiting.size], [ASKED_MAX, LINKS_MAX, 40])
    assert.equal(waiting.entries()[ASKED_MAX - 1].items.length, 0)
    await waiting.apply(told(session('s0')))
    assert.equal(waiting.entries().at(-1).session.id, `s${ASKED_MAX}`)
  })

  test('says of one session that it cannot be asked, and shows the others (P6)', async () => {
    pending.set('a', 'broken')
    pending.set('b', { questions: [asked('q')] })
    await load(waits('b'), waits('a'))
    assert.deepEqual(waiting.entries().map(({ hasFailed }) => hasFailed).sort(), [false, true])
  })
})
