import assert from 'node:assert/strict'
import { afterEach, describe, test } from 'node:test'
import { createKept } from '../../main/webapp/js/kept.js'
import { WINDOW_LIMIT } from '../../main/webapp/js/messages.js'
import { SessionFollower } from '../../main/webapp/js/session-follower.js'
import { FakeStorage, fakeWebSocketClass } from './fakes.mjs'

const { WebSocket } = globalThis

afterEach(() => { globalThis.WebSocket = WebSocket })

async function follow(frames) {
  const told = []
  const on = Object.fromEntries(['change', 'typing', 'said', 'problem', 'gone'].map(name => [name, () => told.push(name)]))
  const FakeWebSocket = globalThis.WebSocket = fakeWebSocketClass()
  const api = { session: async id => ({ id }), webSocket: () => 'ws://localhost/websocket' }
  await new SessionFollower({ id: 's', api, on }).start()
  FakeWebSocket.last.open()
  FakeWebSocket.last.receive(...frames)
  FakeWebSocket.last.drop(1000)
  return told.filter(name => name === 'typing' || name === 'said')
}

test('who has sent a message types no more; what the agent says tells nothing of that', async () => {
  const message = role => ({ type: 'message', message: { id: role, role, parts: [] } })
  const told = await follow([
    { type: 'ready', seq: 0, presence: [] }, { type: 'typing' }, { ...message('assistant'), seq: 1 }, { ...message('user'), seq: 2 },
  ])
  assert.deepEqual(told, ['typing', 'said'])
})

describe('the latest messages', () => {
  const message = seq => ({ id: `m${seq}`, seq, role: 'assistant', parts: [] })
  const event = seq => ({ type: 'message', seq, message: message(seq) })
  const events = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => event(from + index))
  const ends = ({ timeline }) => [timeline.messages.list()[0].seq, timeline.messages.list().at(-1).seq, timeline.messages.size]

  async function open() {
    const FakeWebSocket = globalThis.WebSocket = fakeWebSocketClass()
    const api = { session: async id => ({ id }), webSocket: () => 'ws://localhost/websocket' }
    for (const name of ['turns', 'tasks', 'permissions', 'questions', 'meta']) api[name] = async () => []
    const on = Object.fromEntries(['change', 'typing', 'said', 'problem', 'gone'].map(name => [name, () => {}]))
    const follower = new SessionFollower({ id: 's', api, on })
    await follower.start()
    FakeWebSocket.last.open()
    FakeWebSocket.last.receive({ type: 'ready', seq: 0, presence: [], messages: [] })
    return { follower, receive: frames => FakeWebSocket.last.receive(...frames), end: () => FakeWebSocket.last.drop(1000) }
  }

  test('push the oldest out while the reader is at the end', async () => {
    const { follower, receive, end } = await open()
    receive(events(1, WINDOW_LIMIT + 10))
    assert.deepEqual(ends(follower), [11, WINDOW_LIMIT + 10, WINDOW_LIMIT])
    assert.deepEqual([follower.history.older, follower.history.newer, follower.unseen], ['more', 'complete', 0])
    end()
  })

  test('are not kept when a reader further up has the window full, but counted until the reader is at the end', async () => {
    const { follower, receive, end } = await open()
    receive(events(1, WINDOW_LIMIT - 1))
    follower.reads({ atEnd: false })
    receive(events(WINDOW_LIMIT, WINDOW_LIMIT + 10))
    assert.deepEqual(ends(follower), [1, WINDOW_LIMIT, WINDOW_LIMIT])
    assert.deepEqual([follower.history.newer, follower.unseen], ['more', 11])
    follower.reads({ atEnd: true })
    assert.equal(follower.unseen, 11, 'the end of the window is not the end of the session')
    follower.timeline.messages.replace([message(WINDOW_LIMIT + 10)], { reachesEnd: true })
    follower.reads({ atEnd: true })
    assert.equal(follower.unseen, 0)
    end()
  })

  test('do not count twice when one of them is stored again', async () => {
    const { follower, receive, end } = await open()
    follower.reads({ atEnd: false })
    receive([event(1), { ...event(1), seq: 2 }])
    assert.equal(follower.unseen, 1)
    end()
  })
})

const ON = { change() {}, typing() {}, said() {}, problem() {}, gone() {} }
const READY = { type: 'ready', seq: 0, presence: [], messages: [] }
const settled = () => new Promise(resolve => setImmediate(resolve))

/** A tab on session `s` whose browser keeps things in `storage`; `posted` gets what it sends by requests. */
async function openTab(storage, { posted = [], ...more } = {}) {
  const FakeWebSocket = globalThis.WebSocket = fakeWebSocketClass()
  const lists = Object.fromEntries(['turns', 'tasks', 'permissions', 'questions'].map(name => [name, async () => []]))
  const api = {
    session: async id => ({ id }), webSocket: () => 'ws://localhost/websocket?snapshot=25', meta: async () => ({}), ...lists,
    prompt: async (id, prompt) => posted.push(prompt), ...more,
  }
  const follower = new SessionFollower({ id: 's', api, on: ON, kept: createKept(() => storage) })
  await follower.start()
  return { follower, socket: FakeWebSocket.last, close: () => FakeWebSocket.last.drop(1000) }
}

test('what was written without a connection waits in the timeline, outlasts a reload, and is sent once with its id', async () => {
  const storage = new FakeStorage()
  const first = await openTab(storage)
  assert.equal(first.follower.prompt('written offline', 'plan'), true)
  const [{ clientMessageId }] = first.follower.timeline.prompts()
  first.close()
  const posted = []
  const later = await openTab(storage, { posted })
  assert.deepEqual(later.follower.timeline.prompts().map(({ content }) => content), ['written offline'])
  later.socket.open()
  later.socket.receive(READY)
  await settled()
  assert.deepEqual(posted, [{ content: 'written offline', mode: 'plan', clientMessageId }])
  assert.deepEqual([later.follower.timeline.prompts(), storage.length], [[], 0])
  later.close()
})

test('what is taken back before there is a connection is never sent', async () => {
  const storage = new FakeStorage()
  const { follower, socket, close } = await openTab(storage)
  follower.prompt('a slip')
  follower.discard(follower.timeline.prompts()[0])
  socket.open()
  socket.receive(READY)
  assert.deepEqual([socket.sent, follower.timeline.prompts(), storage.length], [[], [], 0])
  close()
})

test('files go by a request, as name and URL alone', async () => {
  const posted = []
  const { follower, socket, close } = await openTab(new FakeStorage(), { posted })
  socket.open()
  socket.receive(READY)
  follower.prompt('See', 'build', [{ id: 1, size: 1, name: 'a.txt', url: 'data:text/plain;base64,YQ==' }])
  await settled()
  assert.deepEqual(posted[0].files, [{ name: 'a.txt', url: 'data:text/plain;base64,YQ==' }])
  assert.deepEqual(socket.sent, [])
  close()
})

test('a server that cannot be reached when the page opens is waited for; one that refuses is not', async () => {
  const failing = status => ({ session: async () => { throw Object.assign(new Error(), { status }) } })
  const { follower, close } = await openTab(new FakeStorage(), failing(0))
  assert.equal(follower.timeline.session, null)
  close()
  await assert.rejects(openTab(new FakeStorage(), failing(404)))
})

test('of a deleted session nothing is kept', async () => {
  const storage = new FakeStorage()
  const { follower, socket } = await openTab(storage)
  follower.prompt('too late')
  socket.open()
  socket.drop(4004)
  assert.equal(storage.length, 0)
})
