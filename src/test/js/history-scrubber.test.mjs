import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { EVENTS_PAGE, HistoryScrubber, TICKS_MAX } from '../../main/webapp/js/history-scrubber.js'
import { ticksOf } from '../../main/webapp/js/scrubber-ticks.js'

let events, asked, scrubber, most, isShown

const messageEvent = seq => ({ type: 'message', seq, createdAt: 100 + seq, message: { id: `m${seq}`, role: 'user', content: `words ${seq}`, seq } })
const deltaEvent = seq => ({ type: 'message-delta', seq, createdAt: 100 + seq, messageId: 'a', text: 'x' })

/** Answers as the server does: to a place, or to what it gave as the next one; some events it does not show. */
async function fetch(query) {
  const { after, limit } = typeof query === 'string' ? Object.fromEntries(new URLSearchParams(query)) : query
  asked.push(Number(after))
  const left = events.filter(({ seq }) => seq > after)
  const read = left.slice(0, Math.min(limit, most))
  const next = read.length < left.length ? `?${new URLSearchParams({ after: read.at(-1).seq, limit })}` : undefined
  return { items: read.filter(isShown), next }
}

function session(count, make = messageEvent) {
  most = Infinity
  isShown = () => true
  events = Array.from({ length: count }, (_, index) => make(index + 1))
  asked = []
  scrubber = new HistoryScrubber({ fetch, lastSeq: () => events.length, onChange() {} })
}

describe('the scrubber', () => {
  test('knows what happened last before its place', async () => {
    session(20, seq => (seq % 5 === 0 ? messageEvent(seq) : deltaEvent(seq)))
    await scrubber.moveTo(13)
    assert.equal(scrubber.here.words, 'You: words 10')
    await scrubber.moveTo(3)
    assert.equal(scrubber.here, undefined)
    assert.deepEqual(asked, [0])
  })

  test('goes from event to event, also beyond what is known, and stays at the ends', async () => {
    session(3 * EVENTS_PAGE, seq => (seq % 400 === 0 ? messageEvent(seq) : deltaEvent(seq)))
    await scrubber.moveTo(0)
    const places = []
    while (await scrubber.step(1)) places.push(scrubber.place)
    assert.deepEqual(places, [400, 800, 1_200])
    while (await scrubber.step(-1)) places.push(scrubber.place)
    assert.deepEqual(places.slice(3), [800, 400])
  })

  test('fetches around its place only, in a long session', async () => {
    session(100_000)
    await scrubber.moveTo(70_000)
    assert.deepEqual(asked, [70_000 - EVENTS_PAGE / 2])
    assert.equal(scrubber.here.seq, 70_000)
  })

  test('never holds more than its limit, and goes on from what it holds', async () => {
    session(3 * TICKS_MAX)
    await scrubber.moveTo(1)
    for (let seq = 1; seq < TICKS_MAX + 2 * EVENTS_PAGE; seq++) assert.ok(await scrubber.step(1))
    assert.equal(scrubber.place, TICKS_MAX + 2 * EVENTS_PAGE)
    assert.ok(scrubber.ticks.length <= TICKS_MAX)
    while (await scrubber.step(-1)) assert.ok(scrubber.ticks.length <= TICKS_MAX)
    assert.equal(scrubber.place, 1)
  })

  test('leaves nothing out where large events make the pages short', async () => {
    session(1_500, seq => (seq % 50 === 0 ? messageEvent(seq) : deltaEvent(seq)))
    most = 120
    await scrubber.moveTo(1_400)
    const places = [scrubber.here.seq]
    while (await scrubber.step(-1)) places.push(scrubber.place)
    while (await scrubber.step(1)) places.push(scrubber.place)
    assert.deepEqual([places[0], places.length, new Set(places).size, scrubber.place], [1_400, 28 + 29, 30, 1_500])
  })

  test('goes on where a page of what a guest is not shown has nothing in it', async () => {
    session(40, seq => (seq === 40 ? messageEvent(seq) : { type: 'meta', seq, createdAt: 100, key: 'a', value: seq }))
    most = 10
    isShown = ({ type }) => type !== 'meta'
    await scrubber.moveTo(40)
    assert.deepEqual([scrubber.here.seq, asked], [40, [0, 10, 20, 30]])
  })

  test('forgets what it knew when the session was restored to an earlier time', async () => {
    session(100)
    await scrubber.moveTo(100)
    events = events.slice(0, 10).map(event => ({ ...event, message: { ...event.message, content: 'restored' } }))
    await scrubber.moveTo(100)
    assert.deepEqual([scrubber.place, scrubber.here.words], [10, 'You: restored'])
  })

  test('finds what happened further back than the page around its place', async () => {
    session(2_000, seq => (seq === 7 ? messageEvent(seq) : deltaEvent(seq)))
    await scrubber.moveTo(1_900)
    assert.equal(scrubber.here.seq, 7)
  })

  test('keeps to the place that was chosen last', async () => {
    session(5_000)
    const first = scrubber.moveTo(1_000)
    assert.equal(await scrubber.moveTo(4_000), true)
    assert.deepEqual([await first, scrubber.here.seq, scrubber.isLoading], [false, 4_000, false])
  })

  test('stays within the session, which may have grown', async () => {
    session(10)
    await scrubber.moveTo(99)
    assert.equal(scrubber.place, 10)
    events.push(messageEvent(11))
    assert.equal(await scrubber.step(1), true)
    assert.equal(scrubber.here.seq, 11)
  })
})

describe('ticks', () => {
  let seq
  beforeEach(() => { seq = 0 })
  const event = (type, members) => ({ type, seq: ++seq, createdAt: seq, ...members })
  const turn = (state, members) => event('turn', { turn: { id: 't', state, ...members } })
  const told = all => ticksOf(all).map(({ kind, words }) => `${kind} ${words}`)

  test('are turns, failures, what is asked and tasks, in words', () => {
    assert.deepEqual(told([
      turn('running'), turn('failed', { reason: 'No model.' }),
      event('permission', { permission: { id: 'p', kind: 'bash', state: 'pending' } }),
      event('permission', { permission: { id: 'p', kind: 'bash', state: 'answered', reply: 'once' } }),
      event('question', { question: { id: 'q', state: 'pending', questions: [{ question: 'Go on?' }] } }),
      event('task', { task: { id: 'k', status: 'completed', title: 'Write tests' } }),
    ]), [
      'turn The agent began.', 'failure The agent failed. No model.', 'asked The agent wants to run a command.',
      'asked The agent wants to run a command: Allowed once.', 'asked The agent asked “Go on?”.', 'task Task done: Write tests',
    ])
  })

  test('are not made of pieces of messages, of metadata, nor of what this page does not know', () => {
    assert.deepEqual(ticksOf(['message-delta', 'message-parts', 'message-deleted', 'meta', 'session', 'toString', 'later'].map(type => event(type))), [])
  })

  test('come once for each state of a turn, however often its progress is told', () => {
    assert.equal(ticksOf([turn('running'), turn('running', { progress: 'Cloning' }), turn('completed')]).length, 2)
  })

  test('shorten what was said to one line', () => {
    const [tick] = ticksOf([event('message', { message: { id: 'm', role: 'assistant', content: `one\n${'x'.repeat(500)}` } })])
    assert.match(tick.words, /^Agent: one x+…$/)
    assert.ok(tick.words.length < 100)
  })
})
