import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { followDashboard } from '../../main/webapp/js/dashboard-feed.js'

const { EventSource } = globalThis
let sources, window

beforeEach(() => {
  sources = []
  window = new EventTarget()
  globalThis.EventSource = class {
    static CLOSED = 2
    isOpen = true

    constructor(url) {
      this.url = url
      sources.push(this)
    }

    close() {
      this.isOpen = false
    }
  }
})

afterEach(() => { globalThis.EventSource = EventSource })

const follow = () => followDashboard({ url: 'api/events', window, onOpen() {}, onEvent() {}, onLost() {} })
const tell = (type, persisted) => window.dispatchEvent(Object.assign(new Event(type), { persisted }))

test('a page that is left holds no connection, and follows again when it is come back to', () => {
  follow()
  tell('pagehide', true)
  assert.deepEqual(sources.map(({ isOpen }) => isOpen), [false])
  tell('pageshow', true)
  assert.deepEqual(sources.map(({ isOpen }) => isOpen), [false, true])
})

test('a page that is shown for the first time has one connection', () => {
  follow()
  tell('pageshow', false)
  assert.equal(sources.length, 1)
})

test('what was ended does not come back', () => {
  const end = follow()
  end()
  tell('pageshow', true)
  assert.deepEqual(sources.map(({ isOpen }) => isOpen), [false])
})
