import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { PAGE_SIZE } from '../../main/webapp/js/api.js'
import { HELD_LIMIT } from '../../main/webapp/js/held-events.js'
import { MessageHistory } from '../../main/webapp/js/message-history.js'
import { WINDOW_LIMIT } from '../../main/webapp/js/messages.js'
import { Timeline } from '../../main/webapp/js/timeline.js'

const COUNT = 10_000

let stored, timeline, history, asked, beforeAnswer

const message = seq => ({ id: `m${seq}`, seq, role: seq % 2 ? 'user' : 'assistant', parts: [{ type: 'text', content: '' }] })

beforeEach(() => {
  stored = Array.from({ length: COUNT }, (_, index) => message(index + 1))
  asked = []
  beforeAnswer = () => {}
  timeline = new Timeline()
  history = new MessageHistory({ timeline, fetch: answer, onChange() {} })
  timeline.apply({ type: 'ready', seq: COUNT, presence: [], messages: stored.slice(-PAGE_SIZE) })
})

/** Answers as the server does. */
async function answer({ limit, before, after }) {
  asked.push({ before, after })
  const found = pageOf(limit, before, after)
  await beforeAnswer()
  return found
}

function pageOf(limit, before, after) {
  const place = seqOf(after ?? before ?? Infinity)
  if (after !== undefined) return stored.filter(({ seq }) => seq > place).slice(0, limit)
  return stored.filter(({ seq }) => seq < place).slice(-limit)
}

function seqOf(place) {
  const found = typeof place === 'number' ? { seq: place } : stored.find(({ id }) => id === place)
  if (!found) throw Object.assign(new Error('before names no message of this session.'), { status: 400 })
  return found.seq
}

const say = seq => {
  stored.push(message(seq))
  timeline.apply({ type: 'message', seq, message: message(seq) })
}
const seqs = () => timeline.messages.list().map(({ seq }) => seq)
const isUnbroken = () => seqs().every((seq, index, all) => index === 0 || seq === all[index - 1] + 1)

describe('a session of ten thousand messages', () => {
  test('is read from its end to its beginning and back with a window of bounded size, without a gap', async () => {
    let most = 0
    const look = () => {
      most = Math.max(most, timeline.messages.size)
      assert.ok(isUnbroken())
    }
    while (history.older === 'more') await history.loadOlder().then(look)
    assert.deepEqual([seqs()[0], history.older, history.newer], [1, 'complete', 'more'])
    while (history.newer === 'more') await history.loadNewer().then(look)
    assert.deepEqual([seqs().at(-1), history.older, history.newer], [COUNT, 'more', 'complete'])
    assert.equal(most, WINDOW_LIMIT)
  })

  test('is at its end and at its beginning at once', async () => {
    await history.toStart()
    assert.deepEqual([seqs()[0], asked.length], [1, 1])
    await history.toEnd()
    assert.deepEqual([seqs().at(-1), asked.length, timeline.messages.reachesEnd], [COUNT, 2, true])
  })

  test('is opened around a message, wherever that is', async () => {
    assert.equal(await history.toMessage('m5000'), true)
    assert.deepEqual([seqs()[0], seqs().at(-1), isUnbroken()], [5_000 - PAGE_SIZE, 5_000 + PAGE_SIZE - 1, true])
    await history.toMessage('m1')
    assert.deepEqual([seqs()[0], history.older], [1, 'complete'])
    await history.toMessage(`m${COUNT}`)
    assert.deepEqual([seqs().at(-1), history.newer], [COUNT, 'complete'])
  })

  test('is not loaded again for a message that is there', async () => {
    await history.toMessage(`m${COUNT - 3}`)
    assert.deepEqual(asked, [])
  })

  test('stays where it is when there is no such message', async () => {
    await assert.rejects(history.toMessage('nothing'), { status: 400 })
    stored = stored.filter(({ id }) => id !== 'm77')
    await assert.rejects(history.toMessage('m77'), { status: 400 })
    assert.deepEqual([seqs().at(-1), history.newer, history.isJumping], [COUNT, 'complete', false])
  })

  test('is opened at a place in the order of events, at the last message that was there by then', async () => {
    stored = stored.filter(({ seq }) => seq !== 4_000)
    assert.equal((await history.toPlace(4_000)).seq, 3_999)
    assert.equal((await history.toPlace(COUNT + 50)).seq, COUNT)
    assert.equal((await history.toPlace(0)).seq, 1)
  })
})

describe('while a page is on its way (P3)', () => {
  test('what is said is there once, however the page and the events overlap', async () => {
    await history.toMessage(`m${COUNT - 100}`)
    let next = COUNT
    beforeAnswer = () => say(++next)
    while (history.newer === 'more' && next < COUNT + 40) await history.loadNewer()
    assert.ok(isUnbroken())
    assert.deepEqual([history.newer, seqs().at(-1)], ['complete', next])
  })

  test('a jump overtakes it', async () => {
    const older = history.loadOlder()
    await history.toMessage('m100')
    await older
    assert.ok(isUnbroken())
    assert.equal(seqs()[0], 100 - PAGE_SIZE)
  })

  test('a new snapshot overtakes a jump', async () => {
    const jump = history.toMessage('m100')
    timeline.apply({ type: 'resync', seq: 0 })
    timeline.apply({ type: 'ready', seq: 3, presence: [], messages: [message(2)] })
    assert.equal(await jump, false)
    assert.deepEqual(seqs(), [2])
  })

  test('no second one is asked for', async () => {
    await Promise.all([history.loadOlder(), history.loadOlder()])
    assert.equal(asked.length, 1)
  })

  test('more may happen than is held: then it is fetched once more', async () => {
    let isBusy = true
    beforeAnswer = () => {
      for (let n = 0; isBusy && n <= HELD_LIMIT; n++) timeline.apply({ type: 'message-delta', seq: COUNT + 1 + n, messageId: 'm1', part: 0, offset: n, text: 'x' })
      isBusy = false
    }
    await history.loadOlder()
    assert.deepEqual([asked.length, history.older, isUnbroken()], [2, 'more', true])
  })
})

test('what cannot be loaded is told, and can be tried again', async () => {
  beforeAnswer = () => { throw new Error('no network') }
  await history.loadOlder()
  assert.equal(history.older, 'failed')
  beforeAnswer = () => {}
  await history.loadOlder()
  assert.deepEqual([history.older, timeline.messages.size], ['more', 2 * PAGE_SIZE])
})
