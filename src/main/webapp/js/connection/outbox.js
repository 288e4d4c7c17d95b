export const OUTBOX_LIMIT = 200

/** What waits to be sent, in order. Prompts stay until their message comes back: the server stores each only once. */
export class Outbox {
  #entries = []

  add(frame) {
    if (this.#entries.length >= OUTBOX_LIMIT) return false
    const clientMessageId = frame.type === 'prompt' ? frame.clientMessageId : undefined
    this.#entries.push({ data: typeof frame === 'string' ? frame : JSON.stringify(frame), clientMessageId, sent: false })
    return true
  }

  flush(write) {
    for (const entry of this.#entries.filter(entry => !entry.sent)) {
      entry.sent = true
      write(entry.data)
    }
    this.#entries = this.#entries.filter(entry => entry.clientMessageId)
  }

  /** A snapshot brings messages without events of their own. */
  acknowledge(frame) {
    const { type, message, messages = [], clientMessageId } = frame
    const ids = { message: [message?.clientMessageId], error: [clientMessageId], ready: messages.map(each => each.clientMessageId) }[type] ?? []
    for (const id of ids) if (id) this.cancel(id)
  }

  cancel(clientMessageId) {
    this.#entries = this.#entries.filter(entry => entry.clientMessageId !== clientMessageId)
  }

  rewind() {
    for (const entry of this.#entries) entry.sent = false
  }
}
