const NEAR_BOTTOM_PX = 40
const NEAR_TOP_PX = 600
const OPENERS = 'summary, [data-action=show-all]'

/** Stays at the bottom while the reader is there, and otherwise keeps what is being read where it is. */
export class ScrollKeeper {
  atBottom = true
  #scroller
  #items
  #on
  #lastTop = 0

  /** `items` is the element whose children are the things to be read. */
  constructor(scroller, items, on) {
    this.#scroller = scroller
    this.#items = items
    this.#on = on
    scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true })
    scroller.addEventListener('click', ({ target }) => target.closest(OPENERS) && this.#letOpen())
    new ResizeObserver(() => this.atBottom && this.toBottom()).observe(scroller)
  }

  around(change) {
    const anchor = this.atBottom ? undefined : this.#firstVisible()
    const top = anchor?.getBoundingClientRect().top
    change()
    if (this.atBottom) this.toBottom()
    else if (anchor?.isConnected) this.#moveTo(this.#scroller.scrollTop + anchor.getBoundingClientRect().top - top)
    if (this.#scroller.scrollTop < NEAR_TOP_PX) this.#on.nearTop()
  }

  toBottom() {
    this.atBottom = true
    this.#moveTo(this.#scroller.scrollHeight)
    this.#on.move()
  }

  /** What the reader opens at the bottom is what they want to see, and not what comes below it. */
  #letOpen() {
    this.atBottom = false
    requestAnimationFrame(() => {
      this.atBottom ||= this.#leftBelow() < NEAR_BOTTOM_PX
      this.#on.move()
    })
  }

  #leftBelow() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller
    return scrollHeight - scrollTop - clientHeight
  }

  #moveTo(top) {
    this.#scroller.scrollTop = top
    this.#lastTop = this.#scroller.scrollTop
  }

  /** Only the reader scrolls up; text that arrives between two scroll events must not look as if they had. */
  #scrolled() {
    const { scrollTop } = this.#scroller
    const left = this.#leftBelow()
    if (scrollTop < this.#lastTop) this.atBottom = left < 2
    else if (left < NEAR_BOTTOM_PX) this.atBottom = true
    this.#lastTop = scrollTop
    this.#on.move()
    if (scrollTop < NEAR_TOP_PX) this.#on.nearTop()
  }

  #firstVisible() {
    const { top } = this.#scroller.getBoundingClientRect()
    const items = this.#items.children
    let [low, high] = [0, items.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (items[middle].getBoundingClientRect().bottom > top) high = middle
      else low = middle + 1
    }
    return items[low]
  }
}
