import { HeldEvents } from './held-events.js'

/** So many messages are held and shown at most, however long the session is. */
export const WINDOW_LIMIT = 300
/** So many messages of users are kept from outside of the window: the queue shows those of its turns. */
export const ASIDE_LIMIT = 100

/**
 * A window on the messages of a session: all of a stretch of it, and none beside. Messages are never changed in place:
 * whoever shows one can tell by identity whether it is still the same.
 */
export class Messages {
  /** Whether the session has no message before the window, and none after it. */
  reachesStart = true
  reachesEnd = true
  #byId = new Map()
  #places = new Map()
  #aside = new Map()
  #sorted = null
  #held = null

  get size() {
    return this.#byId.size
  }

  get(id) {
    return this.#byId.get(id)
  }

  /** A message of the window, or one that was kept from outside of it. */
  find(id) {
    return this.#byId.get(id) ?? this.#aside.get(id)
  }

  /** In the order in which they were first stored; a message that is stored again keeps its place. */
  list() {
    return this.#order().map(id => this.#byId.get(id))
  }

  placeOf(id) {
    return this.#places.get(id)
  }

  /** Applies `message`, `message-delta`, `message-parts` or `message-deleted`. What lies outside of the window is not kept. */
  apply(event) {
    this.#held?.add(event)
    this.#take(event)
  }

  /** From now on, what happens is held for the page of history that is asked for next. */
  hold() {
    this.#held = new HeldEvents()
  }

  /** Ends what `hold` began. The events since then, or undefined when they were too many. */
  release() {
    const held = this.#held ?? []
    this.#held = null
    return held.overflowed ? undefined : held
  }

  /** Adds a page of history that adjoins the window, then what happened meanwhile. What is here already came by events and is newer. */
  addPage(page, { reachesStart = this.reachesStart, reachesEnd = this.reachesEnd } = {}, held = []) {
    for (const message of page) if (!this.#byId.has(message.id)) this.#add(message)
    Object.assign(this, { reachesStart, reachesEnd })
    for (const event of held) this.#take(event)
  }

  /** Puts the window elsewhere. */
  replace(page, edges, held) {
    for (const id of this.#order()) this.#leave(id)
    this.addPage(page, edges, held)
  }

  /** Drops what is beyond the limit at one end. */
  dropOldest() {
    const beyond = this.#order().slice(0, Math.max(0, this.size - WINDOW_LIMIT))
    if (beyond.length > 0) this.reachesStart = false
    for (const id of beyond) this.#leave(id)
  }

  dropNewest() {
    const beyond = this.#order().slice(WINDOW_LIMIT)
    if (beyond.length > 0) this.reachesEnd = false
    for (const id of beyond) this.#leave(id)
  }

  #take(event) {
    if (event.type === 'message') this.#put(event.message)
    else if (event.type === 'message-deleted') this.#remove(event.messageId)
    else this.#change(event)
  }

  #put(message) {
    if (this.#byId.has(message.id)) this.#byId.set(message.id, message)
    else if (this.#isOutside(message)) this.#setAside(message)
    else this.#add(message)
  }

  #isOutside({ seq }) {
    const order = this.#order()
    const isBefore = !this.reachesStart && !(seq > this.placeOf(order[0]))
    return isBefore || !this.reachesEnd && !(seq < this.placeOf(order.at(-1)))
  }

  #remove(id) {
    this.#aside.delete(id)
    this.#places.delete(id)
    this.#byId.delete(id)
    this.#sorted = null
  }

  #change(event) {
    const message = this.#byId.get(event.messageId)
    if (!message) return
    const parts = event.parts ?? appended(message.parts ?? [], event)
    if (parts !== message.parts) this.#byId.set(message.id, { ...message, parts })
  }

  #add(message) {
    this.#aside.delete(message.id)
    this.#places.set(message.id, message.seq)
    this.#byId.set(message.id, message)
    this.#sorted = null
  }

  #leave(id) {
    const message = this.#byId.get(id)
    this.#remove(id)
    this.#setAside(message)
  }

  #setAside(message) {
    if (message.role !== 'user') return
    this.#aside.set(message.id, message)
    if (this.#aside.size > ASIDE_LIMIT) this.#aside.delete(oldestOf(this.#aside.values()).id)
  }

  #order() {
    this.#sorted ??= [...this.#places].sort(([, a], [, b]) => a - b).map(([id]) => id)
    return this.#sorted
  }
}

const oldestOf = messages => [...messages].reduce((oldest, message) => (message.seq < oldest.seq ? message : oldest))

/** The parts with the text added at its offset; the same array if the text is known already or would leave a gap. */
function appended(parts, { part: index, offset, text }) {
  const part = parts[index] ?? { type: 'text' }
  const content = part.content ?? ''
  const known = content.length - offset
  if (index > parts.length || known < 0 || known >= text.length) return parts
  const changed = [...parts]
  changed[index] = { ...part, content: content + text.slice(known) }
  return changed
}
