import { KEPT_PREFIX } from './kept.js'

/** So many unconfirmed messages of one session are kept, and so many characters of all sessions. */
export const KEPT_PROMPTS_MAX = 200
export const KEPT_CHARS_MAX = 2_000_000

const OUTBOX = `${KEPT_PREFIX}outbox.`

/**
 * The messages of a session that the server has not confirmed, each under a key of its own, so that two tabs never write the
 * same place. A prompt is `{content, mode, clientMessageId, files?, reason?}`.
 */
export class KeptPrompts {
  #kept
  #prefix
  #now
  #last = 0

  constructor(sessionId, kept, now = Date.now) {
    this.#kept = kept
    this.#prefix = `${OUTBOX}${sessionId}.`
    this.#now = now
  }

  /** In the order in which they were written. */
  list() {
    return this.#entries().sort((a, b) => a.at - b.at).map(({ prompt }) => prompt)
  }

  /** Whether it will still be there after a reload. */
  put(prompt) {
    const key = this.#prefix + prompt.clientMessageId
    const known = this.#kept.get(key)
    if (!known && !this.#hasRoomFor(prompt)) return false
    return this.#kept.put(key, { prompt, at: known?.at ?? this.#nextMoment() })
  }

  remove(clientMessageId) {
    this.#kept.remove(this.#prefix + clientMessageId)
  }

  clear() {
    for (const key of this.#kept.keys(this.#prefix)) this.#kept.remove(key)
  }

  /** Which message a change of the browser's store is about, if it is about one of these. */
  idOf(key) {
    return key?.startsWith(this.#prefix) ? key.slice(this.#prefix.length) : undefined
  }

  #entries() {
    return this.#kept.keys(this.#prefix).map(key => this.#kept.get(key)).filter(entry => isPrompt(entry?.prompt))
  }

  #hasRoomFor(prompt) {
    const others = this.#kept.keys(OUTBOX).map(key => this.#kept.get(key)).filter(entry => isPrompt(entry?.prompt))
    const chars = others.reduce((sum, entry) => sum + sizeOf(entry.prompt), sizeOf(prompt))
    return this.#entries().length < KEPT_PROMPTS_MAX && chars <= KEPT_CHARS_MAX
  }

  /** Two of one millisecond keep their order. */
  #nextMoment() {
    return this.#last = Math.max(this.#now(), this.#last + 1)
  }
}

const sizeOf = prompt => JSON.stringify(prompt).length

const isPrompt = prompt => typeof prompt?.content === 'string' && typeof prompt.clientMessageId === 'string'
