import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { HELD_LIMIT } from '../../main/webapp/js/held-events.js'
import { ASIDE_LIMIT, Messages, WINDOW_LIMIT } from '../../main/webapp/js/messages.js'

let messages

beforeEach(() => { messages = new Messages() })

const message = (seq, members = {}) => ({ id: `m${seq}`, seq, role: 'user', parts: [{ type: 'text', content: '' }], ...members })
const page = (from, to, members) => Array.from({ length: to - from + 1 }, (_, index) => message(from + index, members))
const ids = () => messages.list().map(({ id }) => id)
const ends = () => [ids()[0], ids().at(-1), messages.size]
const stored = seq => ({ type: 'message', message: message(seq) })
const delta = (seq, offset, text) => ({ type: 'message-delta', messageId: `m${seq}`, part: 0, offset, text })
const parts = (seq, content) => ({ type: 'message-parts', messageId: `m${seq}`, parts: [{ type: 'text', content }] })
const textOf = seq => messages.get(`m${seq}`).parts.map(({ content }) => content).join('')

describe('the window', () => {
  test('never holds more than its limit, at whichever end it grows', () => {
    messages.addPage(page(1_001, 1_000 + WINDOW_LIMIT), { reachesStart: false })
    messages.addPage(page(976, 1_000))
    messages.dropNewest()
    assert.deepEqual(ends(), ['m976', `m${975 + WINDOW_LIMIT}`, WINDOW_LIMIT])
    assert.deepEqual([messages.reachesStart, messages.reachesEnd], [false, false])
    messages.addPage(page(976 + WINDOW_LIMIT, 1_000 + WINDOW_LIMIT))
    messages.dropOldest()
    assert.deepEqual(ends(), ['m1001', `m${1_000 + WINDOW_LIMIT}`, WINDOW_LIMIT])
  })

  test('that is not full drops nothing, and still reaches as far as it did', () => {
    messages.addPage(page(1, 10))
    messages.dropOldest()
    messages.dropNewest()
    assert.deepEqual([messages.size, messages.reachesStart, messages.reachesEnd], [10, true, true])
  })

  test('takes what comes at its end, and only if that is the end of the session (P3)', () => {
    messages.addPage(page(1, 3))
    messages.apply(stored(4))
    messages.replace(page(1, 2), { reachesEnd: false })
    messages.apply(stored(5))
    assert.deepEqual(ids(), ['m1', 'm2'])
  })

  test('does not take a message from before it that is stored again', () => {
    messages.addPage(page(5, 9), { reachesStart: false })
    messages.apply(stored(3))
    assert.deepEqual(ids(), ['m5', 'm6', 'm7', 'm8', 'm9'])
    assert.equal(messages.find('m3').id, 'm3')
  })

  test('goes on changing what is in it, wherever it is', () => {
    messages.replace(page(1, 3), { reachesEnd: false })
    messages.apply(delta(2, 0, 'Hello'))
    messages.apply({ type: 'message-deleted', messageId: 'm3' })
    assert.deepEqual([textOf(2), ids()], ['Hello', ['m1', 'm2']])
  })

  test('keeps of what leaves it the latest messages of users, up to a limit', () => {
    messages.addPage(page(1, ASIDE_LIMIT + 5))
    messages.replace(page(900, 901, { role: 'assistant' }), {})
    messages.replace(page(1_000, 1_001), {})
    assert.deepEqual([messages.find('m5'), messages.find('m6').id, messages.find('m900')], [undefined, 'm6', undefined])
    assert.deepEqual(ids(), ['m1000', 'm1001'])
  })
})

describe('what happens while a page is on its way (P3)', () => {
  beforeEach(() => {
    messages.addPage(page(10, 12), { reachesStart: false })
    messages.hold()
  })

  test('is added to the page when that comes, in order', () => {
    messages.apply(delta(9, 3, 'def'))
    messages.apply(delta(9, 6, 'ghi'))
    messages.addPage([message(9, { parts: [{ type: 'text', content: 'abcde' }] })], {}, messages.release())
    assert.equal(textOf(9), 'abcdefghi')
  })

  test('and is in the page already comes not twice', () => {
    messages.apply(delta(9, 0, 'abc'))
    messages.addPage([message(9, { parts: [{ type: 'text', content: 'abcde' }] })], {}, messages.release())
    assert.equal(textOf(9), 'abcde')
  })

  test('replaces the parts of a page that is older', () => {
    messages.apply(delta(9, 3, 'wrong'))
    messages.apply(parts(9, 'right'))
    messages.apply(delta(9, 5, '!'))
    messages.addPage([message(9)], {}, messages.release())
    assert.equal(textOf(9), 'right!')
  })

  test('takes a message that was deleted out of the page', () => {
    messages.apply({ type: 'message-deleted', messageId: 'm9' })
    messages.addPage(page(8, 9), {}, messages.release())
    assert.deepEqual(ids(), ['m8', 'm10', 'm11', 'm12'])
  })

  test('reaches a message that was in the old window and is in the new one as well', () => {
    messages.apply(delta(10, 0, 'new'))
    messages.replace(page(10, 11), { reachesEnd: false }, messages.release())
    assert.equal(textOf(10), 'new')
  })

  test('adds a new message to a window that comes to the end by that page, and to no other', () => {
    messages.apply(stored(13))
    const held = messages.release()
    messages.replace(page(1, 2), { reachesEnd: false }, held)
    assert.deepEqual(ids(), ['m1', 'm2'])
    messages.replace(page(11, 12), { reachesEnd: true }, held)
    assert.deepEqual(ids(), ['m11', 'm12', 'm13'])
  })

  test('is held up to a limit; beyond it the page has to be fetched again', () => {
    for (let n = 0; n < HELD_LIMIT; n++) messages.apply(delta(9, n, 'x'))
    assert.equal([...messages.release()].length, HELD_LIMIT)
    messages.hold()
    for (let n = 0; n <= HELD_LIMIT; n++) messages.apply(delta(9, n, 'x'))
    assert.equal(messages.release(), undefined)
  })

  test('is not held any longer than that', () => {
    messages.release()
    messages.apply(delta(9, 0, 'lost'))
    messages.hold()
    assert.deepEqual([...messages.release()], [])
  })
})
