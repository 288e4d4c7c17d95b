/** So many events are held while a page of history is on its way; when there are more, the page has to be fetched again. */
export const HELD_LIMIT = 1_000

/** What happened since a page of history was asked for, and may therefore be missing in it. */
export class HeldEvents {
  #events = []
  overflowed = false

  add(event) {
    if (this.#events.length < HELD_LIMIT) this.#events.push(event)
    else this.overflowed = true
  }

  [Symbol.iterator]() {
    return this.#events[Symbol.iterator]()
  }
}
