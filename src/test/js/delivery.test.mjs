import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { Delivery, FRAME_CHARS_MAX, TRY_AGAIN_MS, WAITING_MAX, fitsBody } from '../../main/webapp/js/connection/delivery.js'
import { createKept } from '../../main/webapp/js/kept.js'
import { KeptPrompts } from '../../main/webapp/js/kept-prompts.js'
import { FakeStorage, FakeTimers } from './fakes.mjs'

let storage, timers, sent, posted, cancelled, told, answers

beforeEach(() => {
  storage = new FakeStorage()
  timers = new FakeTimers()
  sent = []
  posted = []
  cancelled = []
  told = []
  answers = []
})

/** A tab. What the server answers to requests is in `answers`; without, they succeed. */
function open() {
  return new Delivery({
    kept: new KeptPrompts('s', createKept(() => storage)), timers,
    send: frame => sent.push(frame) > 0,
    cancel: id => cancelled.push(id),
    post: async prompt => {
      posted.push(prompt)
      const status = answers.shift()
      if (status !== undefined) throw Object.assign(new Error(`status ${status}`), { status })
    },
    on: {
      shown: prompt => told.push(['shown', prompt.content]),
      refused: (id, reason) => told.push(['refused', reason]),
      done: () => told.push(['done']),
    },
  })
}

const settled = () => new Promise(resolve => setImmediate(resolve))
const say = content => ({ content, mode: 'build' })
const long = say('x'.repeat(FRAME_CHARS_MAX))
const idOf = index => (sent[index] ?? posted[index]).clientMessageId
const left = () => storage.length

test('a short message goes over the socket, and is kept until its message comes back', () => {
  const delivery = open()
  assert.equal(delivery.take(say('Hello')), true)
  assert.deepEqual([sent[0].type, sent[0].content, left(), posted], ['prompt', 'Hello', 1, []])
  delivery.confirmed(idOf(0))
  assert.equal(left(), 0)
})

test('a long message and one with files go by a request, once there is a connection', async () => {
  const delivery = open()
  delivery.take(long)
  delivery.take({ ...say('See'), files: [{ name: 'a', url: 'data:text/plain;base64,YQ==' }] })
  await settled()
  assert.deepEqual([sent, posted], [[], []])
  delivery.connected()
  await settled()
  assert.deepEqual([posted.map(({ content }) => content.length), posted[1].files.length, left()], [[FRAME_CHARS_MAX, 3], 1, 0])
})

test('what follows one that waits for its request does not overtake it', async () => {
  const delivery = open()
  delivery.take(long)
  delivery.take(say('after'))
  delivery.connected()
  await settled()
  assert.deepEqual([sent, posted.at(-1).content], [[], 'after'])
})

test('what goes by a request does not overtake what the socket has to send first', async () => {
  const delivery = open()
  delivery.take(say('first'))
  delivery.take({ ...say('second'), files: [{ name: 'a.txt', url: 'data:text/plain;base64,YQ==' }] })
  delivery.connected()
  await settled()
  assert.deepEqual([sent.map(({ content }) => content), posted], [['first'], []])
  delivery.confirmed(sent[0].clientMessageId)
  await settled()
  assert.deepEqual(posted.map(({ content }) => content), ['second'])
})

test('what was not confirmed is shown after a reload, and sent with the same id when the connection is back', async () => {
  open().take(say('Hello'))
  const later = open()
  later.restore()
  assert.deepEqual([told.at(-1), posted], [['shown', 'Hello'], []])
  later.connected()
  await settled()
  assert.deepEqual([posted.length, posted[0].clientMessageId, left()], [1, sent[0].clientMessageId, 0])
  assert.deepEqual(told.at(-1), ['done'])
})

test('what is found among the messages of the session is not sent again', async () => {
  open().take(say('Hello'))
  const later = open()
  later.restore()
  later.confirmed(idOf(0))
  later.connected()
  await settled()
  assert.deepEqual([posted, left()], [[], 0])
})

test('two tabs: one takes over what the other has left behind, and what one confirms or drops the other forgets', async () => {
  const [one, other] = [open(), open()]
  other.restore()
  one.take(say('Hello'))
  other.connected()
  await settled()
  assert.deepEqual([posted.length, posted[0].clientMessageId], [1, idOf(0)])
  one.take(say('once more'))
  answers.push(0)
  other.connected()
  await settled()
  one.cancel(sent[1].clientMessageId)
  other.droppedElsewhere(sent[1].clientMessageId)
  const before = posted.length
  other.connected()
  await settled()
  assert.deepEqual([posted.length, left()], [before, 0])
})

test('who takes a message back before it is sent, sends it nowhere', async () => {
  open().take(say('Hello'))
  const later = open()
  later.restore()
  later.cancel(idOf(0))
  later.connected()
  await settled()
  assert.deepEqual([posted, left(), cancelled.at(-1)], [[], 0, idOf(0)])
})

test('a refusal is kept with its reason, shown after a reload, and not sent again', async () => {
  answers = [400]
  const delivery = open()
  delivery.connected()
  delivery.take(long)
  await settled()
  assert.deepEqual(told.at(-1), ['refused', 'status 400'])
  const later = open()
  later.restore()
  later.connected()
  await settled()
  assert.deepEqual([posted.length, told.at(-1)[0]], [1, 'shown'])
})

test('a server that is away for a while is asked again', async () => {
  answers = [503, 0]
  const delivery = open()
  delivery.connected()
  delivery.take(long)
  for (let i = 0; i < 3; i++) {
    await settled()
    timers.advance(TRY_AGAIN_MS)
  }
  await settled()
  assert.deepEqual([posted.length, new Set(posted.map(({ clientMessageId }) => clientMessageId)).size, left()], [3, 1, 0])
})

test('while there is no connection nothing is asked', async () => {
  const delivery = open()
  delivery.connected()
  delivery.disconnected()
  delivery.take(long)
  await settled()
  assert.deepEqual(posted, [])
})

test('what the server finds too large for a frame goes by a request, and is not sent as a frame again', async () => {
  answers = [413]
  const delivery = open()
  delivery.connected()
  delivery.take(say('rather long'))
  delivery.disconnected()
  delivery.tooLarge()
  assert.deepEqual(cancelled, [idOf(0)])
  delivery.connected()
  await settled()
  assert.deepEqual([posted.length, told.at(-1)], [1, ['refused', 'status 413']])
})

test('too many messages are not taken', () => {
  const delivery = open()
  for (let i = 0; i < WAITING_MAX; i++) assert.equal(delivery.take(say('x')), true)
  assert.equal(delivery.take(say('x')), false)
})

test('what no request can carry is known before it is sent', () => {
  assert.equal(fitsBody(say('x'.repeat(1_000_000))), true)
  assert.equal(fitsBody(say('é'.repeat(600_000))), false)
})
