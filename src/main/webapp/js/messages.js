/**
 * The loaded messages of a session. Messages are never changed in place: whoever shows one can tell by identity whether
 * it is still the same.
 */
export class Messages {
  #byId = new Map()
  #places = new Map()
  #held = new Map()
  #sorted = null

  get size() {
    return this.#byId.size
  }

  get(id) {
    return this.#byId.get(id)
  }

  /** In the order in which they were first stored; a message that is stored again keeps its place. */
  list() {
    this.#sorted ??= [...this.#places].sort(([, a], [, b]) => a - b).map(([id]) => id)
    return this.#sorted.map(id => this.#byId.get(id))
  }

  placeOf(id) {
    return this.#places.get(id)
  }

  put(message) {
    this.#held.delete(message.id)
    if (!this.#places.has(message.id)) this.#place(message)
    this.#byId.set(message.id, message)
  }

  /** Adds a page of history. What is here already came by events and is newer. */
  addPage(page) {
    for (const message of page.filter(({ id }) => !this.#byId.has(id))) {
      const held = this.#held.get(message.id) ?? []
      this.put(message)
      for (const event of held) this.change(event)
    }
  }

  remove(id) {
    this.#held.delete(id)
    this.#places.delete(id)
    this.#sorted = null
    return this.#byId.delete(id)
  }

  /** Applies a `message-delta` or `message-parts`. One for a message that history has not brought yet is held for it. */
  change(event) {
    const message = this.#byId.get(event.messageId)
    if (!message) return this.#hold(event)
    const parts = event.parts ?? appended(message.parts ?? [], event)
    if (parts !== message.parts) this.#byId.set(message.id, { ...message, parts })
  }

  #place(message) {
    this.#places.set(message.id, message.seq)
    this.#sorted = null
  }

  #hold(event) {
    const held = this.#held.get(event.messageId)
    if (held && !event.parts) held.push(event)
    else this.#held.set(event.messageId, [event])
  }
}

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
