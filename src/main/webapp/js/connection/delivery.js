import { newId } from '../new-id.js'

/** What is longer goes by a request of its own; a server takes frames of 65,536 characters unless it is told otherwise. */
export const FRAME_CHARS_MAX = 16_000
/** So many bytes a request may have. */
export const BODY_BYTES_MAX = 1024 * 1024
/** So many messages may wait to be confirmed. */
export const WAITING_MAX = 200
/** When a request is tried again that got no answer although the connection stands. */
export const TRY_AGAIN_MS = 5_000

/** The server is not there, or says itself that it will be again. */
const PASSING = new Set([0, 408, 502, 503, 504])

/**
 * Sends messages and keeps each until the server has confirmed it, also over a reload of the page. A short one goes over the
 * socket; a long one, one with files and one of an earlier visit by a request, which is answered also when the message is known
 * there already. The same `clientMessageId` is stored once, so sending twice does no harm.
 *
 * `send(frame)` and `cancel(id)` are those of the socket, `post(prompt)` is a promise, `on.shown(prompt)`, `on.refused(id, reason)`
 * and `on.done(id)` tell what became of a message.
 */
export class Delivery {
  #waiting = new Map()
  #kept
  #options
  #timers
  #isConnected = false
  #isPosting = false

  constructor({ kept, timers = globalThis, ...options }) {
    this.#kept = kept
    this.#timers = timers
    this.#options = options
  }

  /** False when too many wait already. */
  take({ content, mode, files = [] }) {
    if (this.#waiting.size >= WAITING_MAX) return false
    const prompt = { content, mode, clientMessageId: newId(), ...(files.length > 0 && { files }) }
    const isSocket = fitsFrame(prompt) && !this.#hasPosts() && this.#options.send({ type: 'prompt', ...prompt })
    this.#add(prompt, isSocket ? 'socket' : 'post')
    if (!isSocket) this.#postAll()
    return true
  }

  /** Shows what an earlier visit has left, to be sent as soon as there is a connection. */
  restore() {
    for (const prompt of this.#kept.list()) this.#adopt(prompt)
  }

  /** The connection stands and brought what was missed. What another tab has left behind unsent is taken over. */
  connected() {
    this.#isConnected = true
    for (const prompt of this.#kept.list()) if (!prompt.reason) this.#adopt(prompt)
    this.#postAll()
  }

  disconnected() {
    this.#isConnected = false
  }

  /** The server has found a frame too large; a request is answered with the reason, and ends nothing else. */
  tooLarge() {
    for (const [id, { prompt, way }] of this.#waiting) {
      if (way !== 'socket') continue
      this.#options.cancel(id)
      this.#waiting.set(id, { prompt, way: 'post' })
    }
  }

  confirmed(id) {
    if (!id) return
    this.#waiting.delete(id)
    this.#kept.remove(id)
    this.#options.cancel(id)
    this.#postAll()
  }

  refused(id, reason) {
    const entry = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (entry) this.#kept.put({ ...entry.prompt, reason })
    this.#options.on.refused(id, reason)
    this.#postAll()
  }

  /** Not to be sent any more; if it was on its way, it may come all the same. */
  cancel(id) {
    this.confirmed(id)
    this.#options.on.done(id)
  }

  /** Another tab has dropped it or has seen it confirmed. */
  droppedElsewhere(id) {
    if (this.#waiting.get(id)?.way === 'post') this.cancel(id)
  }

  #adopt(prompt) {
    const id = prompt.clientMessageId
    if (this.#waiting.has(id)) return
    if (prompt.reason) this.#options.on.shown(prompt)
    else this.#add(prompt, 'post')
  }

  #add(prompt, way) {
    this.#waiting.set(prompt.clientMessageId, { prompt, way })
    const isKept = this.#kept.put(prompt)
    this.#options.on.shown(isKept ? prompt : { ...prompt, isNotKept: true })
  }

  #hasPosts() {
    return [...this.#waiting.values()].some(({ way }) => way === 'post')
  }

  /** One after the other, and none before an earlier one that the socket has to send, so that they come in their order. */
  async #postAll() {
    if (this.#isPosting) return
    this.#isPosting = true
    while (this.#isConnected) {
      const [next] = this.#waiting.values()
      if (next?.way !== 'post' || !await this.#post(next.prompt)) break
    }
    this.#isPosting = false
  }

  /** Whether the next one may go. */
  async #post(prompt) {
    const id = prompt.clientMessageId
    try {
      await this.#options.post(prompt)
      if (this.#waiting.has(id)) this.cancel(id)
    } catch (error) {
      if (PASSING.has(error.status)) return this.#tryAgain()
      if (this.#waiting.has(id)) this.refused(id, error.message)
    }
    return true
  }

  #tryAgain() {
    this.#timers.setTimeout(() => this.#postAll(), TRY_AGAIN_MS)
    return false
  }
}

const fitsFrame = prompt => !prompt.files && JSON.stringify({ type: 'prompt', ...prompt }).length <= FRAME_CHARS_MAX

/** Whether a request could carry it. */
export function fitsBody(prompt) {
  return new TextEncoder().encode(JSON.stringify(prompt)).length <= BODY_BYTES_MAX - 200
}
