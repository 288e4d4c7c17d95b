import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { declarationOf, declared, membersIn, ROOT, valuesIn } from './declarations.mjs'
import { fakeWebSocketClass } from './fakes.mjs'

const module = name => import(new URL(`${name}.js`, ROOT).href)

for (const name of declared().filter(name => existsSync(new URL(`${name}.js`, ROOT)))) {
  test(`${name}.d.ts declares what ${name}.js exports, and nothing else`, async () => {
    assert.deepEqual(valuesIn(declarationOf(name)).sort(), Object.keys(await module(name)).sort())
  })
}

test('what other front ends use is declared, and what only describes the wire has no module', () => {
  const withoutModule = declared().filter(name => !existsSync(new URL(`${name}.js`, ROOT)))
  assert.deepEqual(withoutModule, ['protocol'])
  const used = ['reconnecting-websocket', 'session-follower', 'timeline', 'api', 'dashboard-feed']
  assert.deepEqual(used.filter(name => !declared().includes(name)), [])
})

const INSTANCES = {
  'timeline Timeline': async () => new (await module('timeline')).Timeline(),
  'messages Messages': async () => new (await module('messages')).Messages(),
  'message-history MessageHistory': async () => new (await module('message-history')).MessageHistory({}),
  'live-list LiveList': async () => new (await module('live-list')).LiveList(),
  'session-follower SessionFollower': async () => new (await module('session-follower')).SessionFollower({}),
  'api ApiError': async () => new (await module('api')).ApiError('no', 400),
  'api Api': async () => (await module('api')).createApi(),
  'reconnecting-websocket ReconnectingWebSocket': async () => (await module('reconnecting-websocket')).createReconnectingWebSocket({
    url: 'ws://localhost/', WebSocket: fakeWebSocketClass(), timers: { setTimeout() {}, clearTimeout() {} },
  }),
}

for (const [place, create] of Object.entries(INSTANCES)) {
  const [name, type] = place.split(' ')
  test(`${name}.d.ts declares the members of ${type}, and nothing else`, async () => {
    assert.deepEqual(membersIn(declarationOf(name), type).sort(), membersOf(await create()).sort())
  })
}

/** What an object offers by itself and by its own class; what Error has is known to everyone. */
function membersOf(object) {
  const prototype = Object.getPrototypeOf(object)
  const inherited = prototype === Object.prototype ? [] : Object.getOwnPropertyNames(prototype)
  return [...Object.keys(object), ...inherited].filter(name => name !== 'constructor')
}
