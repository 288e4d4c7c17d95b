import { PAGE_SIZE } from './api.js'
import { newId } from './new-id.js'
import { createReconnectingWebSocket } from './reconnecting-websocket.js'
import { metaItems, Timeline } from './timeline.js'

const GONE_BY_CODE = { 4001: 'unauthorised', 4004: 'deleted' }

/** Keeps a timeline equal to a session on the server, and sends what the reader says. Knows no DOM. */
export class SessionFollower {
  timeline = new Timeline()
  connection = 'connecting'
  /** Of the messages before the first one: `more`, `loading`, `complete` or `failed`. */
  history = 'complete'
  isOpen = false
  #id
  #api
  #on
  #socket

  /** `on` has `change()`, `typing()`, `said()` (a message of a user came), `problem(error)` and `gone('deleted' | 'unauthorised')`. */
  constructor({ id, api, on }) {
    this.#id = id
    this.#api = api
    this.#on = on
  }

  async start() {
    this.timeline.session = await this.#api.session(this.#id)
    this.#on.change()
    this.#socket = createReconnectingWebSocket({
      url: this.#api.webSocket(this.#id),
      onMessage: frame => this.#received(frame),
      onStatusChange: (status, close) => this.#statusChanged(status, close),
    })
  }

  prompt(content, mode) {
    const prompt = { content, mode, clientMessageId: newId() }
    if (!this.#socket?.send({ type: 'prompt', ...prompt })) return false
    this.timeline.addPrompt(prompt)
    this.#on.change()
    return true
  }

  discard({ clientMessageId }) {
    this.timeline.discardPrompt(clientMessageId)
    this.#on.change()
  }

  typing() {
    if (this.connection === 'connected') this.#socket.send({ type: 'typing' })
  }

  async loadOlder() {
    const oldest = this.timeline.messages.list()[0]
    if (!oldest || this.history === 'loading' || this.history === 'complete') return
    this.#historyIs('loading')
    const messages = this.timeline.messages
    try {
      const page = await this.#api.messages(this.#id, { limit: PAGE_SIZE, before: oldest.id })
      if (messages !== this.timeline.messages) return
      messages.addPage(page)
      this.#historyIs(page.length < PAGE_SIZE ? 'complete' : 'more')
    } catch {
      this.#historyIs('failed')
    }
  }

  #received(frame) {
    if (frame.type === 'typing') return this.#on.typing()
    if (frame.type === 'error' && !frame.clientMessageId) return this.#on.problem(new Error(frame.error))
    if (!this.timeline.apply(frame)) return
    if (frame.type === 'ready' && frame.messages) this.#opened(frame)
    if (frame.message?.role === 'user') this.#on.said()
    this.#on.change()
  }

  #opened({ messages }) {
    this.isOpen = true
    this.history = messages.length < PAGE_SIZE ? 'complete' : 'more'
    this.#load(this.timeline.turns, () => this.#api.turns(this.#id))
    this.#load(this.timeline.tasks, () => this.#api.tasks(this.#id))
    this.#load(this.timeline.permissions, () => this.#api.permissions(this.#id))
    this.#load(this.timeline.questions, () => this.#api.questions(this.#id))
    this.#load(this.timeline.meta, async () => metaItems(await this.#api.meta(this.#id)))
  }

  async #load(list, fetch) {
    try {
      await list.load(fetch)
      this.#on.change()
    } catch (error) {
      this.#on.problem(error)
    }
  }

  #historyIs(state) {
    this.history = state
    this.#on.change()
  }

  #statusChanged(status, close) {
    this.connection = close?.final ? 'ended' : status
    if (GONE_BY_CODE[close?.code]) this.#on.gone(GONE_BY_CODE[close.code])
    else if (status === 'disconnected' && !close.final) this.#lookForSession()
    this.#on.change()
  }

  /** A refused handshake tells a browser nothing, so a session that was deleted meanwhile has to be asked for. */
  async #lookForSession() {
    const status = await this.#api.session(this.#id).then(() => 200, error => error.status)
    if (status !== 404 && status !== 401) return
    this.#socket.disconnect()
    this.#on.gone(status === 404 ? 'deleted' : 'unauthorised')
  }
}
