/**
 * A WebSocket to a Berth session that comes back by itself and misses nothing. Needs only the folder `connection` beside it.
 *
 *   const socket = createReconnectingWebSocket({
 *     url: 'api/sessions/42/websocket?snapshot=25',
 *     onMessage: frame => show(frame),
 *     onStatusChange: (status, close) => tell(status, close?.final),
 *   })
 *   // Where the browser's own credentials do not open it: `ticket: async () => …`, asked anew for each connection.
 *   socket.send({ type: 'prompt', content: 'Hello', clientMessageId: crypto.randomUUID() })
 *
 * A `resync` frame says that what is on the screen no longer belongs to the session. If the URL asks for a `snapshot`,
 * the connection is opened anew and the next `ready` brings it; otherwise live events go on.
 */
import { Cursor } from './connection/cursor.js'
import { Heartbeat } from './connection/heartbeat.js'
import { Outbox } from './connection/outbox.js'

export const BACKOFF_MIN_MS = 1_000
export const BACKOFF_MAX_MS = 30_000
export const CONNECT_LIMIT_MS = 15_000
export const CATCH_UP_LIMIT_MS = 5_000

const FINAL_CODES = new Set([1000, 4001, 4004])
/** Who is refused a ticket so may not follow, or not any more. */
const REFUSED = new Set([401, 403, 404])

export function createReconnectingWebSocket(options) {
  const connection = new Connection(options)
  connection.open()
  return {
    /** False when the outbox is full and the frame was not taken. */
    send: frame => connection.send(frame),
    /** A prompt is not to be sent, or not to be sent again. */
    cancel: clientMessageId => connection.cancel(clientMessageId),
    disconnect: () => connection.disconnect(),
    getStatus: () => connection.status,
  }
}

/** The delay before attempt n, counted from 0: a random point in the upper half of an exponentially growing span. */
export function backoffMs(attempt, random = Math.random) {
  const longest = Math.min(BACKOFF_MAX_MS, BACKOFF_MIN_MS * 2 ** (attempt + 1))
  return longest / 2 + random() * longest / 2
}

class Connection {
  status = 'disconnected'
  #options
  #timers
  #cursor
  #outbox = new Outbox()
  #heartbeat
  #socket = null
  #opening = null
  #resuming = false
  #catchUpTo = null
  #flowing = false
  #attempt = 0
  #retryTimer
  #catchUpTimer
  #stopWatching

  constructor(options) {
    this.#options = { onMessage() {}, onStatusChange() {}, random: Math.random, WebSocket: globalThis.WebSocket, ...options }
    this.#timers = options.timers ?? globalThis
    this.#cursor = new Cursor(this.#url().searchParams.get('after'))
    this.#heartbeat = new Heartbeat({
      timers: this.#timers,
      ping: () => this.#write('{"type":"ping"}'),
      onDead: () => this.#lost({ code: 1006, reason: 'No answer' }),
    })
    this.#stopWatching = watchNetwork(options, { onReturn: () => this.#wake(), onOffline: () => this.#doubt() })
  }

  open() {
    this.#timers.clearTimeout(this.#retryTimer)
    this.#resuming = this.#cursor.known
    this.#catchUpTo = null
    this.#flowing = false
    this.#outbox.rewind()
    this.#changeStatus('connecting')
    this.#heartbeat.expectWithin(CONNECT_LIMIT_MS)
    if (this.#options.ticket) this.#openWithTicket()
    else this.#connect()
  }

  async #openWithTicket() {
    const opening = this.#opening = {}
    const wanted = () => this.#opening === opening
    try {
      const ticket = await this.#options.ticket()
      if (wanted()) this.#connect(ticket)
    } catch (error) {
      if (wanted()) this.#lost({ code: REFUSED.has(error.status) ? 4001 : 1006, reason: error.message })
    }
  }

  #connect(ticket) {
    const socket = this.#socket = new this.#options.WebSocket(this.#address(ticket))
    socket.onopen = () => this.#opened()
    socket.onmessage = event => this.#received(event.data)
    socket.onclose = event => this.#lost(event)
    socket.onerror = () => {}
  }

  send(frame) {
    const taken = this.#outbox.add(frame)
    if (this.#flowing) this.#flush()
    return taken
  }

  cancel(clientMessageId) {
    this.#outbox.cancel(clientMessageId)
  }

  disconnect() {
    this.#end({ code: 1000, reason: 'Closed by the client', final: true })
  }

  #opened() {
    this.#heartbeat.heard()
    this.#changeStatus('connected')
    if (this.#resuming) this.#catchUpTimer = this.#timers.setTimeout(() => this.#flow(), CATCH_UP_LIMIT_MS)
    else this.#flow()
  }

  #received(data) {
    this.#heartbeat.heard()
    const frame = parse(data)
    if (!frame || frame.type === 'pong') return
    this.#cursor.follow(frame, this.#resuming)
    this.#outbox.acknowledge(frame)
    if (frame.type === 'ready') this.#ready(frame)
    this.#options.onMessage(frame)
    this.#caughtUp()
    if (frame.type === 'resync') this.#startOver()
  }

  #ready(frame) {
    this.#attempt = 0
    this.#catchUpTo = frame.seq
  }

  /** A prompt sent before the cut may be among the missed events; only after them is it known what to send again. */
  #caughtUp() {
    if (this.#resuming && !this.#flowing && this.#catchUpTo !== null && this.#cursor.seq >= this.#catchUpTo) this.#flow()
  }

  #flow() {
    this.#timers.clearTimeout(this.#catchUpTimer)
    this.#flowing = true
    this.#flush()
  }

  #flush() {
    this.#outbox.flush(data => this.#write(data))
  }

  #startOver() {
    if (!this.#resuming || !this.#url().searchParams.has('snapshot')) return
    this.#cursor.forget()
    this.#abandon()
    this.open()
  }

  #lost({ code, reason }) {
    if (FINAL_CODES.has(code)) return this.#end({ code, reason, final: true })
    this.#abandon()
    this.#changeStatus('disconnected', { code, reason, final: false })
    this.#retryTimer = this.#timers.setTimeout(() => this.open(), backoffMs(this.#attempt++, this.#options.random))
  }

  #end(close) {
    this.#stopWatching()
    this.#timers.clearTimeout(this.#retryTimer)
    this.#abandon()
    this.#changeStatus('disconnected', close)
  }

  /** Lets go of the socket without waiting for its close event, which a dead network delays by minutes. */
  #abandon() {
    this.#opening = null
    this.#heartbeat.stop()
    this.#timers.clearTimeout(this.#catchUpTimer)
    this.#flowing = false
    const socket = this.#socket
    this.#socket = null
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = null
    socket.close(1000)
  }

  #wake() {
    if (this.status === 'connected') return this.#heartbeat.check()
    if (this.status === 'connecting') return
    this.#attempt = 0
    this.open()
  }

  /** The server may be on this machine and need no network, so it is only asked for a sign of life. */
  #doubt() {
    if (this.status === 'connected') this.#heartbeat.check()
  }

  #write(data) {
    this.#socket?.send(data)
  }

  #changeStatus(status, close) {
    if (status === this.status) return
    this.status = status
    this.#options.onStatusChange(status, close)
  }

  #url() {
    const url = new URL(this.#options.url, globalThis.location?.href)
    url.protocol = url.protocol.replace('http', 'ws')
    return url
  }

  #address(ticket) {
    const url = this.#url()
    if (ticket) url.searchParams.set('ticket', ticket)
    if (!this.#cursor.known) return url.href
    url.searchParams.delete('snapshot')
    url.searchParams.set('after', String(this.#cursor))
    return url.href
  }
}

function watchNetwork({ window = globalThis, document = globalThis.document }, { onReturn, onOffline }) {
  const onVisible = () => document.visibilityState === 'visible' && onReturn()
  window.addEventListener?.('online', onReturn)
  window.addEventListener?.('offline', onOffline)
  document?.addEventListener('visibilitychange', onVisible)
  return () => {
    window.removeEventListener?.('online', onReturn)
    window.removeEventListener?.('offline', onOffline)
    document?.removeEventListener('visibilitychange', onVisible)
  }
}

function parse(data) {
  try {
    return JSON.parse(data)
  } catch {
    return null
  }
}
