/** So many cards are remembered as opened; the one that was opened longest ago is forgotten first. */
export const FOLDS_MAX = 1_000

/** Which cards the reader has opened, also while they are not on the page. */
export class Folds {
  #opened = new Set()

  isOpen(key) {
    return this.#opened.has(key)
  }

  set(key, isOpen) {
    this.#opened.delete(key)
    if (isOpen) this.#opened.add(key)
    if (this.#opened.size > FOLDS_MAX) this.#opened.delete(this.#opened.values().next().value)
  }
}
