const NEAR_END_PX = 8

/** Keeps the end of a growing box in view, until the reader scrolls up in it, and again when they come back to its end. */
export class Tail {
  atEnd = true
  #box
  #lastTop = 0

  constructor(box) {
    this.#box = box
    box.addEventListener('scroll', () => this.#scrolled(), { passive: true })
  }

  follow() {
    if (!this.atEnd) return
    this.#box.scrollTop = this.#box.scrollHeight
    this.#lastTop = this.#box.scrollTop
  }

  /** Only the reader scrolls up; a box that is closed loses its place by itself. */
  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#box
    if (clientHeight === 0) return
    const left = scrollHeight - scrollTop - clientHeight
    if (scrollTop < this.#lastTop) this.atEnd = left < 2
    else if (left < NEAR_END_PX) this.atEnd = true
    this.#lastTop = scrollTop
  }
}
