import { ticksOf } from './scrubber-ticks.js'

export const EVENTS_PAGE = 500
/** So many ticks are held at most; of a longer session those around the place. */
export const TICKS_MAX = 2_000

/** A place in the history of a session that can be moved, and what happened around it. Knows no DOM. */
export class HistoryScrubber {
  place = 0
  ticks = []
  isLoading = false
  #fetch
  #lastSeq
  #onChange
  #load
  /** All events after the first and up to the second are known. */
  #from = 0
  #to = 0

  /** `fetch({after, limit})`, or with what a page gave as `next`, is a promise of a page of events `{items, next}`, `lastSeq()` the number of the latest. */
  constructor({ fetch, lastSeq, onChange }) {
    this.#fetch = fetch
    this.#lastSeq = lastSeq
    this.#onChange = onChange
  }

  get end() {
    return this.#lastSeq()
  }

  /** The last thing that had happened by then. */
  get here() {
    return this.ticks.findLast(({ seq }) => seq <= this.place)
  }

  /** Resolves when what happened there is known; to false when the place has been moved on meanwhile. */
  async moveTo(seq) {
    if (this.#to > this.end) this.#forget()
    this.#put(seq)
    if (!this.#isKnown(this.place) && !await this.#loadAround(this.place)) return false
    while (!this.here && this.#from > 0) if (!await this.#extend(-1)) return false
    return true
  }

  /** To the next thing that happened, or with -1 to the one before; at the last one nothing changes. */
  async step(direction) {
    if (!await this.moveTo(this.place)) return false
    for (let found = this.#beyond(direction); ; found = this.#beyond(direction)) {
      if (found) return this.moveTo(found.seq)
      if (this.#isAtEdge(direction) || !await this.#extend(direction)) return false
    }
  }

  /** A session that was restored has another history. */
  #forget() {
    this.ticks = []
    this.#from = this.#to = 0
  }

  #put(seq) {
    this.place = Math.min(Math.max(Math.round(seq), 0), this.end)
    this.#onChange()
  }

  #isKnown(seq) {
    return (seq > this.#from || this.#from === 0) && seq <= this.#to
  }

  #beyond(direction) {
    return direction > 0 ? this.ticks.find(({ seq }) => seq > this.place) : this.ticks.findLast(({ seq }) => seq < this.place)
  }

  #isAtEdge(direction) {
    return direction > 0 ? this.#to >= this.end : this.#from === 0
  }

  #extend(direction) {
    return direction > 0 ? this.#run(() => this.#later()) : this.#run(() => this.#earlier())
  }

  async #later() {
    const { events, to } = await this.#read(this.#to, this.#to + 1)
    return () => {
      this.ticks = [...this.ticks, ...ticksOf(events)].slice(-TICKS_MAX)
      this.#to = to
      if (this.ticks.length === TICKS_MAX) this.#from = this.ticks[0].seq - 1
    }
  }

  async #earlier() {
    const from = this.#from
    const after = Math.max(0, from - EVENTS_PAGE)
    const { events } = await this.#read(after, from)
    return () => {
      this.ticks = [...ticksOf(events.filter(({ seq }) => seq <= from)), ...this.ticks].slice(0, TICKS_MAX)
      this.#from = after
      if (this.ticks.length === TICKS_MAX) this.#to = this.ticks.at(-1).seq
    }
  }

  #loadAround(place) {
    return this.#run(async () => {
      const after = Math.max(0, place - EVENTS_PAGE / 2)
      const { events, to } = await this.#read(after, place)
      return () => {
        this.ticks = ticksOf(events)
        this.#from = after
        this.#to = to
      }
    })
  }

  /** All events after the one and up to the other, and perhaps some more. Large events make a page shorter, and a guest is not shown all, so it may take several. */
  async #read(after, last) {
    const { end } = this
    const events = []
    let page
    do {
      page = await this.#fetch(page?.next ?? { after, limit: EVENTS_PAGE })
      events.push(...page.items)
    } while (page.next && !(events.at(-1)?.seq >= last))
    return { events, to: page.next ? events.at(-1).seq : Math.max(events.at(-1)?.seq ?? 0, end) }
  }

  async #run(fetch) {
    const load = this.#load = {}
    this.isLoading = true
    this.#onChange()
    try {
      const take = await fetch()
      if (this.#load !== load) return false
      take()
      return true
    } finally {
      if (this.#load === load) this.isLoading = false
      this.#onChange()
    }
  }
}
