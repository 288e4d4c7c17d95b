/** Time that stands still until a test moves it. */
export class FakeTimers {
  now = 0
  #next = 1
  #waiting = new Map()

  setTimeout = (run, ms) => {
    this.#waiting.set(this.#next, { run, at: this.now + ms })
    return this.#next++
  }

  clearTimeout = id => this.#waiting.delete(id)

  advance(ms) {
    const end = this.now + ms
    for (let due = this.#firstDue(end); due; due = this.#firstDue(end)) {
      const [id, { run, at }] = due
      this.#waiting.delete(id)
      this.now = at
      run()
    }
    this.now = end
  }

  #firstDue(end) {
    return [...this.#waiting].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0]
  }
}

/** A class to stand in for WebSocket; `opened` lists its instances. */
export function fakeWebSocketClass() {
  return class FakeWebSocket {
    static opened = []
    static get last() {
      return this.opened.at(-1)
    }

    sent = []
    closedWith = undefined

    constructor(url) {
      this.url = new URL(url)
      FakeWebSocket.opened.push(this)
    }

    send(data) {
      this.sent.push(JSON.parse(data))
    }

    close(code) {
      this.closedWith = code
    }

    open() {
      this.onopen?.()
    }

    receive(...frames) {
      for (const frame of frames) this.onmessage?.({ data: typeof frame === 'string' ? frame : JSON.stringify(frame) })
    }

    drop(code = 1006) {
      this.onclose?.({ code, reason: '' })
    }
  }
}

export class FakeDocument extends EventTarget {
  visibilityState = 'visible'
}

export class FakeStorage {
  #items = new Map()

  get length() {
    return this.#items.size
  }

  key = index => [...this.#items.keys()][index] ?? null
  getItem = key => this.#items.get(key) ?? null
  removeItem = key => { this.#items.delete(key) }
  setItem(key, value) {
    this.#items.set(key, String(value))
  }
}
