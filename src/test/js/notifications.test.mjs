import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { createKept } from '../../main/webapp/js/kept.js'
import { createNotifications, FOLLOWED_MAX, SHOWN_MAX } from '../../main/webapp/js/notifications.js'
import { FakeStorage, session } from './dashboard-fakes.mjs'
import { FakeDocument } from './fakes.mjs'

let FakeNotification
let storage
let document
let opened

beforeEach(() => {
  storage = new FakeStorage()
  document = new FakeDocument()
  document.visibilityState = 'hidden'
  opened = []
  FakeNotification = class {
    static permission = 'default'
    static answer = 'granted'
    static asked = 0
    static all = []
    static async requestPermission() {
      this.asked++
      this.permission = this.answer
      return this.permission
    }

    isClosed = false

    constructor(title, options) {
      Object.assign(this, { title, ...options })
      FakeNotification.all.push(this)
    }

    close() {
      this.isClosed = true
      this.onclose?.()
    }
  }
})

const tab = () => createNotifications({
  Notification: FakeNotification, document, memory: createKept(() => storage).text('berth.notify'), open: ({ id }) => opened.push(id), focus: () => opened.push('focus'),
})

const does = (activity, more) => session('a', { activity, title: 'Login', ...more })

async function switchedOn() {
  const notifications = tab()
  await notifications.toggle()
  return notifications
}

describe('notifications', () => {
  test('ask for leave only when they are switched on, remember it, and can be switched off', async () => {
    const notifications = tab()
    notifications.notice(does('running'))
    notifications.notice(does('waiting'))
    assert.deepEqual([FakeNotification.asked, FakeNotification.all.length, notifications.state], [0, 0, 'off'])
    assert.equal(await notifications.toggle(), 'on')
    assert.equal(tab().state, 'on')
    assert.equal(await notifications.toggle(), 'off')
    assert.deepEqual([tab().state, FakeNotification.asked], ['off', 1])
  })

  test('say that they are blocked, or that there are none', async () => {
    FakeNotification.answer = 'denied'
    assert.equal(await tab().toggle(), 'blocked')
    const none = createNotifications({ Notification: undefined, document, memory: createKept(() => storage).text('x'), open() {} })
    none.notice(does('running'))
    none.notice(does('waiting'))
    assert.equal(none.state, 'unsupported')
    assert.equal(await none.toggle(), 'unsupported')
  })

  test('tell when a session begins to wait, fails or ends its turn', async () => {
    const notifications = await switchedOn()
    for (const [index, activity] of ['running', 'waiting', 'waiting', 'running', 'failed', 'running', 'idle', 'idle'].entries()) {
      notifications.notice(does(activity, { seq: index }))
    }
    assert.deepEqual(FakeNotification.all.map(({ title, body }) => [title, body]),
      [['Login', 'Waits for your answer.'], ['Login', 'The agent failed.'], ['Login', 'The turn has ended.']])
  })

  test('are silent about what was so before, and while the page is in front', async () => {
    const notifications = await switchedOn()
    notifications.notice(does('waiting'))
    notifications.notice(does('failed'))
    assert.deepEqual(FakeNotification.all.map(({ body }) => body), ['The agent failed.'])
    document.visibilityState = 'visible'
    notifications.notice(does('running'))
    notifications.notice(does('waiting'))
    assert.equal(FakeNotification.all.length, 1)
  })

  test('have the same tag in each tab, and go before the next event is told', async () => {
    const [one, other] = [await switchedOn(), tab()]
    for (const each of [one, other]) each.notice(does('running', { seq: 1 }))
    for (const each of [one, other]) each.notice(does('waiting', { seq: 2 }))
    one.notice(does('running', { seq: 3 }))
    one.notice(does('waiting', { seq: 4 }))
    const tags = FakeNotification.all.map(({ tag }) => tag)
    assert.equal(tags[0], tags[1])
    assert.deepEqual(FakeNotification.all.map(({ isClosed }) => isClosed), [true, false, false])
  })

  test('open their session by a click', async () => {
    const notifications = await switchedOn()
    notifications.notice(does('running'))
    notifications.notice(does('idle'))
    FakeNotification.all[0].onclick()
    assert.deepEqual([opened, FakeNotification.all[0].isClosed], [['focus', 'a'], true])
  })

  test('go when what they told is over', async () => {
    const notifications = await switchedOn()
    notifications.notice(does('running'))
    notifications.notice(does('waiting'))
    notifications.notice(does('running'))
    notifications.notice(does('waiting'))
    assert.deepEqual(FakeNotification.all.map(({ isClosed }) => isClosed), [true, false])
    notifications.forget('a')
    assert.equal(FakeNotification.all[1].isClosed, true)
  })

  test('are bounded, and so is what is known of sessions', async () => {
    const notifications = await switchedOn()
    for (let index = 0; index <= FOLLOWED_MAX; index++) notifications.notice(session(`s${index}`, { activity: 'running' }))
    for (let index = 0; index <= FOLLOWED_MAX; index++) notifications.notice(session(`s${index}`, { activity: 'waiting' }))
    assert.equal(FakeNotification.all.filter(({ isClosed }) => !isClosed).length <= SHOWN_MAX, true)
    const before = FakeNotification.all.length
    notifications.notice(session('never seen', { activity: 'waiting' }))
    assert.equal(FakeNotification.all.length, before)
  })

  test('do no harm where the class refuses to make one', async () => {
    const notifications = await switchedOn()
    notifications.notice(does('running'))
    Object.defineProperty(FakeNotification.all, 'push', { value: () => { throw new TypeError('Illegal constructor') } })
    notifications.notice(does('waiting'))
    assert.equal(notifications.state, 'on')
  })
})
