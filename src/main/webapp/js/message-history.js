import { ApiError, PAGE_SIZE } from './api.js'

const ATTEMPTS_MAX = 3
/** What the server answers to a place that names no message. */
export const UNKNOWN = 400

/** Moves the window of a timeline over the messages of its session, as it is read. Knows no DOM. */
export class MessageHistory {
  #timeline
  #fetch
  #onChange
  #load = null
  #failed = new Set()

  /** `fetch({limit, before, after})` is a promise of a page, oldest first. */
  constructor({ timeline, fetch, onChange }) {
    this.#timeline = timeline
    this.#fetch = fetch
    this.#onChange = onChange
  }

  /** Of the messages before the window: `more`, `loading`, `complete` or `failed`; likewise of those after it. */
  get older() {
    return this.#stateOf('older', this.#messages.reachesStart)
  }

  get newer() {
    return this.#stateOf('newer', this.#messages.reachesEnd)
  }

  get isJumping() {
    return this.#load?.what === 'jump'
  }

  async loadOlder() {
    const [oldest] = this.#messages.list()
    if (this.#load || this.#messages.reachesStart || !oldest) return
    await this.#extend('older', () => this.#fetch({ limit: PAGE_SIZE, before: oldest.id }), (page, held) => {
      this.#messages.addPage(page, { reachesStart: page.length < PAGE_SIZE }, held)
      this.#messages.dropNewest()
    })
  }

  async loadNewer() {
    const newest = this.#messages.list().at(-1)
    if (this.#load || this.#messages.reachesEnd || !newest) return
    await this.#extend('newer', () => this.#fetch({ limit: PAGE_SIZE, after: newest.id }), (page, held) => {
      this.#messages.addPage(page, { reachesEnd: page.length < PAGE_SIZE }, held)
      this.#messages.dropOldest()
    })
  }

  /** Puts the window at the end of the session. False when something else has overtaken it; rejects when it cannot be loaded. */
  async toEnd() {
    return this.#messages.reachesEnd || this.#jump(async () => {
      const page = await this.#fetch({ limit: PAGE_SIZE })
      return { page, edges: { reachesStart: page.length < PAGE_SIZE, reachesEnd: true } }
    })
  }

  async toStart() {
    return this.#messages.reachesStart || this.#jump(() => this.#around([], { after: 0 }))
  }

  /** Puts the window around a message. Rejects with status 400 when there is no such message. */
  async toMessage(id) {
    return Boolean(this.#messages.get(id)) || this.#jump(async () => {
      const before = await this.#fetch({ limit: PAGE_SIZE, before: id })
      const around = await this.#around(before, { after: before.at(-1)?.seq ?? 0 })
      if (!around.page.some(message => message.id === id)) throw new ApiError('There is no such message.', UNKNOWN)
      return around
    })
  }

  /** Puts the window around a place in the order of events. Resolves to the last message that was there by then, if any. */
  async toPlace(seq) {
    if (!this.#covers(seq) && !await this.#jump(async () => {
      const before = await this.#fetch({ limit: PAGE_SIZE, before: seq + 1 })
      return this.#around(before, { after: seq })
    })) return undefined
    const messages = this.#messages.list()
    return messages.findLast(message => this.#messages.placeOf(message.id) <= seq) ?? messages[0]
  }

  get #messages() {
    return this.#timeline.messages
  }

  #stateOf(side, isComplete) {
    if (this.#load?.what === side) return 'loading'
    if (isComplete) return 'complete'
    return this.#failed.has(side) ? 'failed' : 'more'
  }

  #covers(seq) {
    const messages = this.#messages.list()
    const isAfterStart = this.#messages.reachesStart || messages[0]?.seq <= seq
    return isAfterStart && (this.#messages.reachesEnd || messages.at(-1)?.seq >= seq)
  }

  async #around(before, place) {
    const after = await this.#fetch({ limit: PAGE_SIZE, ...place })
    return { page: [...before, ...after], edges: { reachesStart: before.length < PAGE_SIZE, reachesEnd: after.length < PAGE_SIZE } }
  }

  async #extend(side, fetch, add) {
    try {
      await this.#run(side, fetch, add)
    } catch {
      this.#failed.add(side)
      this.#onChange()
    }
  }

  #jump(fetch) {
    return this.#run('jump', fetch, ({ page, edges }, held) => this.#messages.replace(page, edges, held))
  }

  /** One load at a time holds what happens meanwhile; a jump overtakes what is on its way, and a new snapshot overtakes all. */
  async #run(what, fetch, add) {
    const load = this.#load = { what }
    const messages = this.#messages
    const isOvertaken = () => this.#load !== load || this.#messages !== messages
    this.#failed.clear()
    this.#onChange()
    try {
      const { result, held } = await this.#fetched(fetch, isOvertaken)
      if (isOvertaken()) return false
      add(result, held)
      return true
    } finally {
      if (this.#load === load) this.#ended(messages)
      this.#onChange()
    }
  }

  #ended(messages) {
    this.#load = null
    messages.release()
  }

  async #fetched(fetch, isOvertaken) {
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      this.#messages.hold()
      const result = await fetch()
      if (isOvertaken()) return {}
      const held = this.#messages.release()
      if (held) return { result, held }
    }
    throw new Error('Too much happens at once.')
  }
}
