import { KEPT_PREFIX } from './kept.js'

/** Of so many sessions the draft is kept; the oldest go first. */
export const DRAFTS_MAX = 50
/** A longer draft is kept up to here. */
export const DRAFT_CHARS_MAX = 100_000

const PREFIX = `${KEPT_PREFIX}draft.`

/** What is written in a session and not sent yet. Of two tabs each drops only what it has written or read itself. */
export class Draft {
  #kept
  #key
  #now
  #own

  constructor(sessionId, kept, now = Date.now) {
    this.#kept = kept
    this.#key = PREFIX + sessionId
    this.#now = now
  }

  read() {
    return this.#own = this.#stored() ?? ''
  }

  write(text) {
    if (text.trim() === '') return this.drop()
    const own = text.slice(0, DRAFT_CHARS_MAX)
    if (this.#kept.put(this.#key, { text: own, at: this.#now() })) this.#own = own
    this.#dropOldest()
  }

  drop() {
    if (this.#own !== undefined && this.#stored() === this.#own) this.#kept.remove(this.#key)
    this.#own = undefined
  }

  #stored() {
    const text = this.#kept.get(this.#key)?.text
    return typeof text === 'string' ? text : undefined
  }

  #dropOldest() {
    const keys = this.#kept.keys(PREFIX)
    if (keys.length <= DRAFTS_MAX) return
    const byAge = keys.map(key => [key, Number(this.#kept.get(key)?.at) || 0]).sort(([, a], [, b]) => a - b)
    for (const [key] of byAge.slice(0, keys.length - DRAFTS_MAX)) this.#kept.remove(key)
  }
}
