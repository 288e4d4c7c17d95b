import { ago, exactTime } from '../words.js'
import { h, setText } from '../views/dom.js'
import { define } from './define.js'

const CLOCK_MS = 30_000

const shown = new Set()
let clock

/** `<berth-time>`: `seconds` since the epoch as "3 min ago", which stays true while it is shown. All share one clock. */
export const defineTime = () => define('berth-time', () => class extends HTMLElement {
  #time = h('time')
  #seconds

  get seconds() {
    return this.#seconds
  }

  set seconds(seconds) {
    if (seconds === this.#seconds) return
    this.#seconds = seconds
    this.#time.dateTime = new Date(seconds * 1000).toISOString()
    this.#time.title = exactTime(seconds)
    this.tell()
  }

  connectedCallback() {
    this.append(this.#time)
    shown.add(this)
    clock ??= setInterval(() => shown.forEach(each => each.tell()), CLOCK_MS)
    this.tell()
  }

  disconnectedCallback() {
    shown.delete(this)
    if (shown.size > 0) return
    clearInterval(clock)
    clock = undefined
  }

  tell() {
    if (this.#seconds !== undefined) setText(this.#time, ago(this.#seconds))
  }
})
