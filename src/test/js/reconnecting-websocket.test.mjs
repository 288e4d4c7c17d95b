import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { OUTBOX_LIMIT } from '../../main/webapp/js/connection/outbox.js'
import { PONG_LIMIT_MS, SILENCE_MS } from '../../main/webapp/js/connection/heartbeat.js'
import {
  BACKOFF_MAX_MS, BACKOFF_MIN_MS, CATCH_UP_LIMIT_MS, CONNECT_LIMIT_MS, backoffMs, createReconnectingWebSocket,
} from '../../main/webapp/js/reconnecting-websocket.js'
import { FakeDocument, FakeTimers, fakeWebSocketClass } from './fakes.mjs'

const URL_WITH_SNAPSHOT = 'ws://localhost/api/sessions/42/websocket?snapshot=25'

let timers, WebSocket, window, document, frames, statuses, closes, socket

beforeEach(() => {
  timers = new FakeTimers()
  WebSocket = fakeWebSocketClass()
  window = new EventTarget()
  document = new FakeDocument()
  frames = []
  statuses = []
  closes = []
})

function connect(url = URL_WITH_SNAPSHOT) {
  socket = createReconnectingWebSocket({
    url, timers, WebSocket, window, document,
    onMessage: frame => frames.push(frame),
    onStatusChange: (status, close) => { statuses.push(status); closes.push(close) },
  })
}

function connectWithTickets(ticket) {
  socket = createReconnectingWebSocket({
    url: URL_WITH_SNAPSHOT, ticket, timers, WebSocket, window, document,
    onStatusChange: (status, close) => { statuses.push(status); closes.push(close) },
  })
}

/** Lets promises that are settled already be followed up. */
const settled = () => new Promise(resolve => setImmediate(resolve))

function openAt(seq, epoch = 'k3f9') {
  WebSocket.last.open()
  WebSocket.last.receive({ type: 'ready', seq, cursor: `${epoch}.${seq}` })
}

function reconnect() {
  const count = WebSocket.opened.length
  for (let waited = 0; waited < BACKOFF_MAX_MS && WebSocket.opened.length === count; waited += 100) timers.advance(100)
}

const parameter = name => WebSocket.last.url.searchParams.get(name)
const prompt = clientMessageId => ({ type: 'prompt', content: 'Hello', clientMessageId })
const acknowledged = (clientMessageId, seq) => ({ type: 'message', seq, message: { id: 'm', clientMessageId } })

describe('status', () => {
  test('goes from connecting to connected to disconnected and back', () => {
    connect()
    assert.equal(socket.getStatus(), 'connecting')
    openAt(1)
    assert.equal(socket.getStatus(), 'connected')
    WebSocket.last.drop()
    assert.equal(socket.getStatus(), 'disconnected')
    reconnect()
    assert.deepEqual(statuses, ['connecting', 'connected', 'disconnected', 'connecting'])
  })

  test('tells the close code, and whether it was the end', () => {
    connect()
    openAt(1)
    WebSocket.last.drop(1012)
    assert.deepEqual(closes.at(-1), { code: 1012, reason: '', final: false })
    reconnect()
    openAt(1)
    WebSocket.last.drop(4004)
    assert.deepEqual(closes.at(-1), { code: 4004, reason: '', final: true })
  })
})

describe('backoff', () => {
  test('grows from one second to thirty and stays in between, whatever chance says', () => {
    for (const chance of [0, 0.5, 0.999]) {
      const delays = Array.from({ length: 12 }, (_, attempt) => backoffMs(attempt, () => chance))
      assert.ok(delays.every(delay => delay >= BACKOFF_MIN_MS && delay <= BACKOFF_MAX_MS))
      assert.deepEqual(delays, [...delays].sort((a, b) => a - b))
    }
  })

  test('differs from client to client', () => {
    assert.notEqual(backoffMs(0, () => 0.1), backoffMs(0, () => 0.9))
  })

  test('begins anew only after a ready, not after a mere open', () => {
    connect()
    for (let attempt = 0; attempt < 6; attempt++) {
      WebSocket.last.open()
      WebSocket.last.drop()
      timers.advance(backoffMs(attempt, () => 1))
    }
    const count = WebSocket.opened.length
    WebSocket.last.open()
    WebSocket.last.drop()
    timers.advance(BACKOFF_MAX_MS / 2 - 1)
    assert.equal(WebSocket.opened.length, count)
    timers.advance(BACKOFF_MAX_MS / 2 + 1)
    openAt(1)
    WebSocket.last.drop()
    timers.advance(2 * BACKOFF_MIN_MS)
    assert.equal(WebSocket.opened.length, count + 2)
  })

  for (const code of [1000, 4001, 4004]) {
    test(`does not happen after close ${code}`, () => {
      connect()
      openAt(1)
      WebSocket.last.drop(code)
      reconnect()
      window.dispatchEvent(new Event('online'))
      assert.equal(WebSocket.opened.length, 1)
    })
  }

  test('does not happen after disconnect(), also not when that comes between two attempts', () => {
    connect()
    openAt(1)
    WebSocket.last.drop()
    socket.disconnect()
    reconnect()
    window.dispatchEvent(new Event('online'))
    assert.equal(WebSocket.opened.length, 1)
    assert.equal(socket.getStatus(), 'disconnected')
  })

  test('closes the socket with 1000 on disconnect()', () => {
    connect()
    openAt(1)
    socket.disconnect()
    assert.equal(WebSocket.last.closedWith, 1000)
  })
})

describe('cursor', () => {
  test('is not there on the first connection, which asks for the snapshot', () => {
    connect()
    assert.equal(parameter('snapshot'), '25')
    assert.equal(parameter('after'), null)
  })

  test('is the last event seen, with the epoch, and takes the place of the snapshot', () => {
    connect()
    openAt(7)
    WebSocket.last.receive({ type: 'message-delta', seq: 9 }, { type: 'typing' })
    WebSocket.last.drop()
    reconnect()
    assert.equal(parameter('after'), 'k3f9.9')
    assert.equal(parameter('snapshot'), null)
  })

  test('is not moved by the ready of a resumed connection, whose missed events are still to come', () => {
    connect()
    openAt(7)
    WebSocket.last.drop()
    reconnect()
    openAt(20)
    WebSocket.last.receive({ type: 'task', seq: 12 })
    WebSocket.last.drop()
    reconnect()
    assert.equal(parameter('after'), 'k3f9.12')
  })

  test('starts from the one in the given URL', () => {
    connect('ws://localhost/api/sessions/42/websocket?after=k3f9.5')
    assert.equal(parameter('after'), 'k3f9.5')
    openAt(20)
    WebSocket.last.drop()
    reconnect()
    assert.equal(parameter('after'), 'k3f9.5')
  })

  test('asks for the snapshot again when no ready has come yet', () => {
    connect()
    WebSocket.last.drop()
    reconnect()
    assert.equal(parameter('snapshot'), '25')
  })

  test('does not take over another epoch before the server says resync', () => {
    connect()
    openAt(7)
    WebSocket.last.drop()
    reconnect()
    openAt(3, 'zzzz')
    WebSocket.last.drop()
    reconnect()
    assert.equal(parameter('after'), 'k3f9.7')
  })
})

describe('resync', () => {
  test('opens the connection anew with the snapshot, at once', () => {
    connect()
    openAt(7)
    WebSocket.last.drop()
    reconnect()
    openAt(3, 'zzzz')
    WebSocket.last.receive({ type: 'resync', seq: 3, reason: 'restored' })
    assert.equal(WebSocket.opened.length, 3)
    assert.equal(parameter('snapshot'), '25')
    assert.equal(frames.at(-1).type, 'resync')
    openAt(3, 'zzzz')
    WebSocket.last.drop()
    reconnect()
    assert.equal(parameter('after'), 'zzzz.3')
  })

  test('goes on live with the new epoch when the URL asks for no snapshot', () => {
    connect('ws://localhost/api/sessions/42/websocket')
    openAt(7)
    WebSocket.last.drop()
    reconnect()
    openAt(3, 'zzzz')
    WebSocket.last.receive({ type: 'resync', seq: 3 }, { type: 'task', seq: 4 })
    assert.equal(WebSocket.opened.length, 2)
    WebSocket.last.drop()
    reconnect()
    assert.equal(parameter('after'), 'zzzz.4')
  })
})

describe('heartbeat', () => {
  test('pings after a silence, and keeps the pong to itself', () => {
    connect()
    openAt(1)
    timers.advance(SILENCE_MS)
    assert.deepEqual(WebSocket.last.sent, [{ type: 'ping' }])
    WebSocket.last.receive({ type: 'pong' })
    timers.advance(PONG_LIMIT_MS)
    assert.equal(socket.getStatus(), 'connected')
    assert.deepEqual(frames.map(({ type }) => type), ['ready'])
  })

  test('does not ping while frames arrive', () => {
    connect()
    openAt(1)
    for (let seq = 2; seq < 10; seq++) {
      timers.advance(SILENCE_MS - 1)
      WebSocket.last.receive({ type: 'message-delta', seq })
    }
    assert.deepEqual(WebSocket.last.sent, [])
  })

  test('gives up a connection that does not answer, without waiting for its close event', () => {
    connect()
    openAt(1)
    const dead = WebSocket.last
    timers.advance(SILENCE_MS + PONG_LIMIT_MS)
    assert.equal(socket.getStatus(), 'disconnected')
    reconnect()
    assert.equal(WebSocket.opened.length, 2)
    dead.receive({ type: 'task', seq: 99 })
    assert.deepEqual(frames.map(({ type }) => type), ['ready'])
  })

  test('gives up a handshake that never ends', () => {
    connect()
    timers.advance(CONNECT_LIMIT_MS)
    assert.equal(socket.getStatus(), 'disconnected')
  })
})

describe('return', () => {
  test('connects at once when the network is back', () => {
    connect()
    openAt(1)
    WebSocket.last.drop()
    window.dispatchEvent(new Event('online'))
    assert.equal(WebSocket.opened.length, 2)
    timers.advance(CONNECT_LIMIT_MS - 1)
    assert.equal(WebSocket.opened.length, 2, 'the attempt that was planned is not made as well')
  })

  test('connects at once when the tab becomes visible, not when it is hidden', () => {
    connect()
    WebSocket.last.drop()
    document.visibilityState = 'hidden'
    document.dispatchEvent(new Event('visibilitychange'))
    assert.equal(WebSocket.opened.length, 1)
    document.visibilityState = 'visible'
    document.dispatchEvent(new Event('visibilitychange'))
    assert.equal(WebSocket.opened.length, 2)
  })

  test('asks for a sign of life when the browser has lost its network, and goes on when there is one', () => {
    connect()
    openAt(1)
    window.dispatchEvent(new Event('offline'))
    assert.deepEqual(WebSocket.last.sent, [{ type: 'ping' }])
    WebSocket.last.receive({ type: 'pong' })
    timers.advance(PONG_LIMIT_MS)
    assert.equal(socket.getStatus(), 'connected')
    window.dispatchEvent(new Event('offline'))
    timers.advance(PONG_LIMIT_MS)
    assert.equal(socket.getStatus(), 'disconnected')
  })

  test('asks a connection that looks alive for a sign of life', () => {
    connect()
    openAt(1)
    document.dispatchEvent(new Event('visibilitychange'))
    assert.deepEqual(WebSocket.last.sent, [{ type: 'ping' }])
    timers.advance(PONG_LIMIT_MS)
    assert.equal(socket.getStatus(), 'disconnected')
  })
})

describe('sending', () => {
  test('goes out at once while connected', () => {
    connect()
    openAt(1)
    socket.send({ type: 'stop' })
    assert.deepEqual(WebSocket.last.sent, [{ type: 'stop' }])
  })

  test('sends nothing that was taken back before there was a connection', () => {
    connect()
    socket.send(prompt('a'))
    socket.send(prompt('b'))
    socket.cancel('a')
    openAt(1)
    assert.deepEqual(WebSocket.last.sent, [prompt('b')])
  })

  test('sends nothing again that a new snapshot has', () => {
    connect()
    openAt(5)
    socket.send(prompt('a'))
    WebSocket.last.receive({ type: 'resync', seq: 5 })
    reconnect()
    WebSocket.last.open()
    WebSocket.last.receive({ type: 'ready', seq: 9, cursor: 'new.9', messages: [{ id: 'm', clientMessageId: 'a' }] })
    WebSocket.last.drop()
    reconnect()
    openAt(9, 'new')
    assert.equal(WebSocket.last.sent.filter(({ type }) => type === 'prompt').length, 0)
  })

  test('keeps what was sent while offline and sends it once, in order', () => {
    connect()
    socket.send({ type: 'typing' })
    socket.send(prompt('a'))
    openAt(1)
    assert.deepEqual(WebSocket.last.sent, [{ type: 'typing' }, prompt('a')])
    WebSocket.last.receive(acknowledged('a', 2))
    WebSocket.last.drop()
    reconnect()
    openAt(2)
    WebSocket.last.receive({ type: 'task', seq: 3 })
    assert.deepEqual(WebSocket.last.sent, [])
  })

  test('sends a prompt again when its message was not seen before the cut', () => {
    connect()
    openAt(1)
    socket.send(prompt('a'))
    WebSocket.last.drop()
    reconnect()
    openAt(1)
    WebSocket.last.receive({ type: 'typing' })
    assert.deepEqual(WebSocket.last.sent, [prompt('a')])
  })

  test('does not send a prompt again whose message is among the missed events', () => {
    connect()
    openAt(1)
    socket.send(prompt('a'))
    WebSocket.last.drop()
    reconnect()
    openAt(3)
    assert.deepEqual(WebSocket.last.sent, [])
    WebSocket.last.receive(acknowledged('a', 2), { type: 'turn', seq: 3 })
    socket.send(prompt('b'))
    assert.deepEqual(WebSocket.last.sent, [prompt('b')])
  })

  test('does not wait for ever for missed events', () => {
    connect()
    openAt(1)
    socket.send(prompt('a'))
    WebSocket.last.drop()
    reconnect()
    openAt(3)
    timers.advance(CATCH_UP_LIMIT_MS)
    assert.deepEqual(WebSocket.last.sent, [prompt('a')])
  })

  test('does not repeat a prompt that the server refused', () => {
    connect()
    openAt(1)
    socket.send(prompt('a'))
    WebSocket.last.receive({ type: 'error', error: 'The queue is full.', clientMessageId: 'a' })
    WebSocket.last.drop()
    reconnect()
    openAt(1)
    timers.advance(CATCH_UP_LIMIT_MS)
    assert.deepEqual(WebSocket.last.sent, [])
  })

  test('says no when the outbox is full', () => {
    connect()
    for (let count = 0; count < OUTBOX_LIMIT; count++) assert.equal(socket.send(prompt(`p${count}`)), true)
    assert.equal(socket.send(prompt('one too many')), false)
    openAt(1)
    assert.equal(WebSocket.last.sent.length, OUTBOX_LIMIT)
  })
})

test('passes every parsed frame on, and is not upset by one that is not JSON', () => {
  connect()
  openAt(1)
  WebSocket.last.receive('nonsense', { type: 'echo', data: 1 }, { type: 'of a later version', seq: 2 })
  assert.deepEqual(frames.map(({ type }) => type), ['ready', 'echo', 'of a later version'])
})

describe('tickets', () => {
  test('are asked for anew for each connection', async () => {
    let count = 0
    connectWithTickets(async () => `ticket-${++count}`)
    assert.equal(WebSocket.opened.length, 0)
    await settled()
    assert.equal(parameter('ticket'), 'ticket-1')
    openAt(5)
    WebSocket.last.drop()
    for (let waited = 0; waited < BACKOFF_MAX_MS && count < 2; waited += 100) timers.advance(100)
    await settled()
    assert.equal(parameter('ticket'), 'ticket-2')
    assert.equal(parameter('after'), 'k3f9.5')
  })

  test('that are refused end it, and those that cannot be fetched do not', async () => {
    connectWithTickets(() => Promise.reject(Object.assign(new Error('away'), { status: 0 })))
    await settled()
    assert.equal(closes.at(-1).final, false)
    socket.disconnect()
    connectWithTickets(() => Promise.reject(Object.assign(new Error('no'), { status: 401 })))
    await settled()
    assert.deepEqual(closes.at(-1), { code: 4001, reason: 'no', final: true })
  })

  test('that come too late open nothing', async () => {
    let give
    connectWithTickets(() => new Promise(resolve => { give = resolve }))
    socket.disconnect()
    give('late')
    await settled()
    assert.equal(WebSocket.opened.length, 0)
  })
})
