/**
 * Items by id, fed from two sides: a list that is fetched and events that arrive meanwhile. What an event said while the
 * list was on its way is newer than the list, or will be followed by an event that is.
 */
export class LiveList {
  #items = new Map()
  #touched = new Set()

  get size() {
    return this.#items.size
  }

  get(id) {
    return this.#items.get(id)
  }

  values() {
    return [...this.#items.values()]
  }

  put(item) {
    this.#touched.add(item.id)
    this.#items.set(item.id, item)
  }

  remove(id) {
    this.#touched.add(id)
    return this.#items.delete(id)
  }

  /** Adds what is not there yet, such as a further page. */
  add(items) {
    for (const item of items) if (!this.#touched.has(item.id)) this.#items.set(item.id, item)
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
    this.#touched = new Set()
  }
}
