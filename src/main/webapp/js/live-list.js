/**
 * Items by id, fed from two sides: a list that is fetched and events that arrive meanwhile. What an event said while the
 * list was on its way is newer than the list, or will be followed by an event that is.
 */
export class LiveList {
  #items = new Map()
  #touched = new Set()
  #ranks = new Map()
  #highest = 0
  #lowest = 0

  get size() {
    return this.#items.size
  }

  get(id) {
    return this.#items.get(id)
  }

  values() {
    return [...this.#items.values()]
  }

  /** Orders items that share one second: the later something was heard of an item, the higher it ranks. */
  rank(id) {
    return this.#ranks.get(id)
  }

  put(item) {
    this.#touched.add(item.id)
    this.#items.set(item.id, item)
    this.#ranks.set(item.id, ++this.#highest)
  }

  remove(id) {
    this.#touched.add(id)
    this.#ranks.delete(id)
    return this.#items.delete(id)
  }

  /** Adds what is not there yet, such as a further page; it comes newest first. */
  add(items) {
    for (const item of items) {
      if (this.#touched.has(item.id)) continue
      this.#items.set(item.id, item)
      this.#ranks.set(item.id, --this.#lowest)
    }
  }

  /** Replaces everything by the list that `fetch` brings. False when a later load has overtaken this one. */
  async load(fetch) {
    const touched = this.#touched = new Set()
    const items = await fetch()
    if (this.#touched !== touched) return false
    for (const id of this.#items.keys()) if (!touched.has(id)) this.#items.delete(id)
    this.add(items)
    return true
  }

  clear() {
    this.#items.clear()
    this.#ranks.clear()
    this.#touched = new Set()
  }
}
