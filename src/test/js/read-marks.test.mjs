import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { createKept } from '../../main/webapp/js/kept.js'
import { createReader, createReadMarks } from '../../main/webapp/js/read-marks.js'
import { FakeStorage, session } from './dashboard-fakes.mjs'
import { FakeDocument } from './fakes.mjs'

let storage
let now

beforeEach(() => {
  storage = new FakeStorage()
  now = 1_000
})

const tab = (more = {}) => createReadMarks({ memory: createKept(() => storage).text('berth.read'), now: () => now, ...more })

describe('a session', () => {
  test('is unread when something has happened since it was seen, until that is seen', () => {
    const marks = tab()
    marks.markRead('a', 5)
    assert.equal(marks.isUnread(session('a', { seq: 5 })), false)
    assert.equal(marks.isUnread(session('a', { seq: 6 })), true)
    marks.markRead('a', 6)
    assert.equal(marks.isUnread(session('a', { seq: 6 })), false)
  })

  test('does not become unread by an earlier number, or by none', () => {
    const marks = tab()
    marks.markRead('a', 5)
    for (const seq of [3, undefined, null, Number.NaN]) marks.markRead('a', seq)
    assert.equal(marks.isUnread(session('a', { seq: 5 })), false)
  })

  test('is no news in the first list of all, and is news when it comes later', () => {
    const marks = tab()
    assert.equal(marks.isUnread(session('a')), false)
    marks.begin([session('a', { lastActivity: 100 }), session('b', { lastActivity: 90 })])
    assert.deepEqual([session('a'), session('b'), session('older', { lastActivity: 50 })].map(marks.isUnread), [false, false, false])
    assert.equal(marks.isUnread(session('new', { lastActivity: 100 })), true)
    marks.begin([session('new', { lastActivity: 100 })])
    assert.equal(marks.isUnread(session('new', { lastActivity: 100 })), true)
  })
})

describe('the marks', () => {
  test('are those of all tabs, which tell each other', () => {
    const one = tab()
    const other = tab()
    one.markRead('a', 3)
    other.markRead('b', 4)
    assert.deepEqual([one.isUnread(session('b', { seq: 4 })), other.isUnread(session('a', { seq: 4 }))], [false, true])
    const events = new EventTarget()
    let heard = 0
    one.onChange(() => heard++, events)
    for (const key of ['berth.read', 'another']) events.dispatchEvent(Object.assign(new Event('storage'), { key }))
    assert.equal(heard, 1)
  })

  test('are bounded, and what is forgotten counts as read', () => {
    const marks = tab({ limit: 2 })
    marks.begin([])
    for (const id of ['a', 'b', 'c']) marks.markRead(id, ++now)
    assert.equal(JSON.parse(storage.getItem('berth.read')).marks.length, 2)
    assert.equal(marks.isUnread(session('a', { seq: 2_000, lastActivity: 1_000 })), false)
    assert.equal(marks.isUnread(session('c', { seq: 2_000 })), true)
  })

  test('live in memory when nothing can be stored', () => {
    storage.setItem = () => { throw new Error('full') }
    const marks = tab()
    marks.markRead('a', 5)
    assert.equal(marks.isUnread(session('a', { seq: 5 })), false)
    const forbidden = createReadMarks({ memory: createKept(() => { throw new Error('forbidden') }).text('berth.read') })
    forbidden.begin([session('a')])
    assert.equal(forbidden.isUnread(session('a', { seq: 2 })), true)
  })

  test('begin anew when what is stored is not theirs', () => {
    for (const text of ['', '{', 'null', '[]', '{"marks":5}', '{"marks":[null]}', '{"marks":[[1,2,3]]}']) {
      storage.items.set('berth.read', text)
      const marks = tab()
      marks.markRead('a', 5)
      assert.equal(marks.isUnread(session('a', { seq: 6 })), true, text)
    }
  })
})

test('a reader has read only what was in front of them', t => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const document = new FakeDocument()
  const marks = tab()
  const read = createReader('a', { marks, document })
  document.visibilityState = 'hidden'
  read(7)
  t.mock.timers.tick(1_000)
  marks.begin([])
  assert.equal(marks.isUnread(session('a', { seq: 7 })), true)
  document.visibilityState = 'visible'
  document.dispatchEvent(new Event('visibilitychange'))
  assert.equal(marks.isUnread(session('a', { seq: 7 })), false)
})

test('what a reader sees of a stream is noted now and then, and at last', t => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  let writes = 0
  const marks = tab({ memory: createKept(() => ({ getItem: () => null, setItem: () => { writes++ } })).text('berth.read') })
  const read = createReader('a', { marks, document: new FakeDocument() })
  for (let seq = 1; seq <= 500; seq++) read(seq)
  t.mock.timers.tick(1_000)
  assert.equal(writes, 1)
  read(501)
  t.mock.timers.tick(1_000)
  assert.deepEqual([writes, marks.isUnread(session('a', { seq: 501 }))], [2, false])
})

test('what another tab has forgotten when somebody logged out does not come back', () => {
  const [one, other] = [tab(), tab()]
  one.markRead('a', 5)
  assert.equal(other.isUnread(session('a', { seq: 5 })), false)
  storage.removeItem('berth.read')
  other.markRead('b', 1)
  assert.equal(storage.getItem('berth.read').includes('"a"'), false)
})
