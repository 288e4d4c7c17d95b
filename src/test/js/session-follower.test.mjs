import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { SessionFollower } from '../../main/webapp/js/session-follower.js'
import { fakeWebSocketClass } from './fakes.mjs'

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
