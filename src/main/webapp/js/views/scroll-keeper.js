const NEAR_BOTTOM_PX = 40
const NEAR_EDGE_PX = 600
/** A page that is fetched while so many heights of the scroller are left is there before the reader is. */
const NEAR_EDGE_HEIGHTS = 2
const OPENERS = 'summary, [data-action=show-all]'

/** Stays at the bottom while the reader is there, and otherwise keeps what is being read where it is. */
export class ScrollKeeper {
  atBottom = true
  /** Whether the bottom is the end of all there is, so that it can be followed. */
  hasEnd = true
  #scroller
  #items
  #on
  #lastTop = 0

  /** `items` is the element whose children are the things to be read. `on` has `nearTop()`, `nearEnd()` and `move()`. */
  constructor(scroller, items, on) {
    this.#scroller = scroller
    this.#items = items
    this.#on = on
    scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true })
    scroller.addEventListener('click', ({ target }) => target.closest(OPENERS) && this.#letOpen())
    new ResizeObserver(() => this.atBottom && this.toBottom()).observe(scroller)
  }

  /** What `change` returns, if anything, is done instead of staying. */
  around(change) {
    const anchors = this.atBottom ? [] : this.#visible()
    const go = change()
    if (go) go()
    else if (this.atBottom) this.toBottom()
    else this.#keep(anchors)
    this.#lookAtEdges()
  }

  toBottom() {
    this.atBottom = this.hasEnd
    this.#moveTo(this.#scroller.scrollHeight)
    this.#on.move()
  }

  toTop() {
    this.atBottom = false
    this.#moveTo(0)
    this.#on.move()
  }

  /** Puts an item so far below the scroller's upper edge. */
  toItem(item, offset) {
    this.atBottom = false
    this.#moveTo(this.#scroller.scrollTop + item.getBoundingClientRect().top - this.#top() - offset)
    this.#on.move()
  }

  /** The first item in view, and how far below the scroller's upper edge it begins. */
  place() {
    const item = this.#items.children[this.#firstVisible()]
    return item && { item, offset: item.getBoundingClientRect().top - this.#top() }
  }

  /** What the reader opens at the bottom is what they want to see, and not what comes below it. */
  #letOpen() {
    this.atBottom = false
    requestAnimationFrame(() => {
      this.atBottom ||= this.#isNearBottom()
      this.#on.move()
    })
  }

  #isNearBottom() {
    return this.hasEnd && this.#leftBelow() < NEAR_BOTTOM_PX
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
    if (scrollTop < this.#lastTop) this.atBottom = this.hasEnd && this.#leftBelow() < 2
    else if (this.#isNearBottom()) this.atBottom = true
    this.#lastTop = scrollTop
    this.#on.move()
    this.#lookAtEdges()
  }

  #lookAtEdges() {
    const near = Math.max(NEAR_EDGE_PX, NEAR_EDGE_HEIGHTS * this.#scroller.clientHeight)
    if (this.#scroller.scrollTop < near) this.#on.nearTop()
    if (!this.atBottom && this.#leftBelow() < near) this.#on.nearEnd()
  }

  /** The items in view with their places: of those that a change removes, the next one tells how far all have moved. */
  #visible() {
    const { bottom } = this.#scroller.getBoundingClientRect()
    const found = []
    for (let item = this.#items.children[this.#firstVisible()]; item; item = item.nextElementSibling) {
      const { top } = item.getBoundingClientRect()
      if (top >= bottom) break
      found.push({ item, top })
    }
    return found
  }

  #keep(anchors) {
    const anchor = anchors.find(({ item }) => item.isConnected)
    const moved = anchor ? anchor.item.getBoundingClientRect().top - anchor.top : 0
    if (moved !== 0) this.#moveTo(this.#scroller.scrollTop + moved)
  }

  #top() {
    return this.#scroller.getBoundingClientRect().top
  }

  #firstVisible() {
    const top = this.#top()
    const items = this.#items.children
    let [low, high] = [0, items.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (items[middle].getBoundingClientRect().bottom > top) high = middle
      else low = middle + 1
    }
    return low
  }
}
