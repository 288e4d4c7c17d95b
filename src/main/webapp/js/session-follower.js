import { Delivery } from './connection/delivery.js'
import { KeptPrompts } from './kept-prompts.js'
import { createKept } from './kept.js'
import { MessageHistory } from './message-history.js'
import { WINDOW_LIMIT } from './messages.js'
import { createReconnectingWebSocket } from './reconnecting-websocket.js'
import { metaItems, Timeline } from './timeline.js'

const TOO_LARGE = 1009
const GONE_BY_CODE = { 4001: 'unauthorised', 4004: 'deleted' }

/** Keeps a timeline equal to a session on the server, and sends what the reader says. Knows no DOM. */
export class SessionFollower {
  timeline = new Timeline()
  connection = 'connecting'
  isOpen = false
  /** Whether all that belongs to the latest snapshot has come, so that what changes now is news. */
  isSettled = false
  /** How many messages came since the reader left the end. */
  unseen = 0
  #isAtEnd = true
  #id
  #api
  #on
  #readsOnly
  #socket
  #delivery
  #keptPrompts
  #loading

  /** Who `readsOnly` came by a share link and is shown no metadata. `on` has `change()`, `typing()`, `said()` (a message of a user came), `problem(error)` and `gone('deleted' | 'unauthorised')`. */
  constructor({ id, api, on, readsOnly = false, kept = createKept() }) {
    this.#id = id
    this.#readsOnly = readsOnly
    this.#api = api
    this.#on = on
    this.history = new MessageHistory({ timeline: this.timeline, fetch: query => api.messages(id, query), onChange: () => on.change() })
    this.#keptPrompts = new KeptPrompts(id, kept)
    this.#delivery = new Delivery({
      kept: this.#keptPrompts,
      send: frame => this.#socket?.send(frame) ?? false,
      cancel: clientMessageId => this.#socket?.cancel(clientMessageId),
      post: prompt => api.prompt(id, prompt),
      on: {
        shown: prompt => this.#promptChanged(() => this.timeline.addPrompt(prompt)),
        refused: (clientMessageId, reason) => this.#promptChanged(() => this.timeline.rejectPrompt(clientMessageId, reason)),
        done: clientMessageId => this.#promptChanged(() => this.timeline.discardPrompt(clientMessageId)),
      },
    })
  }

  async start() {
    if (!this.#readsOnly) this.#delivery.restore()
    await this.#lookUp()
    this.#on.change()
    this.#socket = createReconnectingWebSocket({
      url: this.#api.webSocket(this.#id),
      ticket: this.#api.ticket && (() => this.#api.ticket(this.#id)),
      onMessage: frame => this.#received(frame),
      onStatusChange: (status, close) => this.#statusChanged(status, close),
    })
  }

  /** False when too many messages wait to be sent. `files` are `{name, url}`. */
  prompt(content, mode, files) {
    return this.#delivery.take({ content, mode, files: files?.map(({ name, url }) => ({ name, url })) })
  }

  /** Takes back a message that waits, or drops one that was refused. */
  discard({ clientMessageId }) {
    this.#delivery.cancel(clientMessageId)
  }

  /** To be told which key of the browser's store another tab has removed. */
  keptRemoved(key) {
    const clientMessageId = this.#keptPrompts.idOf(key)
    if (clientMessageId) this.#delivery.droppedElsewhere(clientMessageId)
  }

  typing() {
    if (this.connection === 'connected') this.#socket.send({ type: 'typing' })
  }

  /** Told by who shows the timeline: whether its end is in view. Then what comes is seen, and what is oldest may go. */
  reads({ atEnd }) {
    this.#isAtEnd = atEnd && this.timeline.messages.reachesEnd
    if (!this.#isAtEnd || this.unseen === 0) return
    this.unseen = 0
    this.#on.change()
  }

  /** A server that cannot be reached may be back soon; then the session comes with the connection. */
  async #lookUp() {
    try {
      this.timeline.session = await this.#api.session(this.#id)
    } catch (error) {
      if (error.status !== 0) throw error
    }
  }

  #promptChanged(change) {
    change()
    this.#on.change()
  }

  #received(frame) {
    if (frame.type === 'typing') return this.#on.typing()
    if (frame.type === 'error' && !frame.clientMessageId) return this.#on.problem(new Error(frame.error))
    this.#settlePrompts(frame)
    if (!this.timeline.apply(frame)) return
    if (frame.type === 'message') this.#grew(frame)
    if (frame.type === 'resync') this.isSettled = false
    if (frame.type === 'ready' && frame.messages) this.#opened()
    if (frame.message?.role === 'user') this.#on.said()
    this.#on.change()
  }

  /** Who reads further up keeps what they read, and is told that there is more. */
  #grew({ seq, message }) {
    const isNew = message.seq === seq
    if (isNew && !this.#isAtEnd) this.unseen++
    const { messages } = this.timeline
    if (messages.size <= WINDOW_LIMIT) return
    if (this.#isAtEnd) messages.dropOldest()
    else messages.dropNewest()
  }

  #settlePrompts({ type, message, messages = [], clientMessageId, error }) {
    if (type === 'message') this.#delivery.confirmed(message.clientMessageId)
    if (type === 'error') this.#delivery.refused(clientMessageId, error)
    if (type !== 'ready' || this.#readsOnly) return
    for (const each of messages) this.#delivery.confirmed(each.clientMessageId)
    this.#delivery.connected()
  }

  #opened() {
    this.isOpen = true
    this.unseen = 0
    this.#loadLists()
  }

  /** What a later snapshot has overtaken settles nothing. */
  async #loadLists() {
    this.isSettled = false
    const loading = this.#loading = Promise.all([
      this.#load(this.timeline.turns, () => this.#api.turns(this.#id)),
      this.#load(this.timeline.tasks, () => this.#api.tasks(this.#id)),
      this.#load(this.timeline.permissions, () => this.#api.permissions(this.#id)),
      this.#load(this.timeline.questions, () => this.#api.questions(this.#id)),
      this.#readsOnly || this.#load(this.timeline.meta, async () => metaItems(await this.#api.meta(this.#id))),
    ])
    await loading
    this.isSettled = loading === this.#loading
    this.#on.change()
  }

  async #load(list, fetch) {
    try {
      await list.load(fetch)
      this.#on.change()
    } catch (error) {
      this.#on.problem(error)
    }
  }

  #statusChanged(status, close) {
    this.connection = close?.final ? 'ended' : status
    if (status !== 'connected') this.#delivery.disconnected()
    if (close?.code === TOO_LARGE) this.#delivery.tooLarge()
    if (GONE_BY_CODE[close?.code] === 'deleted') this.#keptPrompts.clear()
    if (GONE_BY_CODE[close?.code]) this.#on.gone(GONE_BY_CODE[close.code])
    else if (status === 'disconnected' && !close.final) this.#lookForSession()
    this.#on.change()
  }

  /** A refused handshake tells a browser nothing, so a session that was deleted meanwhile has to be asked for. */
  async #lookForSession() {
    const status = await this.#api.session(this.#id).then(() => 200, error => error.status)
    if (status !== 404 && status !== 401) return
    if (status === 404) this.#keptPrompts.clear()
    this.#socket.disconnect()
    this.#on.gone(status === 404 ? 'deleted' : 'unauthorised')
  }
}
