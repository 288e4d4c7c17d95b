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

  acknowledge(frame) {
    const id = { message: frame.message?.clientMessageId, error: frame.clientMessageId }[frame.type]
    if (id) this.#entries = this.#entries.filter(entry => entry.clientMessageId !== id)
  }

  rewind() {
    for (const entry of this.#entries) entry.sent = false
  }
}
