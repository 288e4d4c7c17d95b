import { createSessionCard } from '../views/session-card.js'
import { createTurnStatus } from '../views/turn-status.js'
import { h } from '../views/dom.js'
import { session, timelineWithTurn } from './data.js'
import { group, sample, wide } from './sample.js'

const ACTIVITIES = ['idle', 'running', 'waiting', 'failed']
const CONNECTIONS = ['connecting', 'connected', 'disconnected', 'ended']

const CARD = { hrefOf: () => 'session.html', onDelete() {}, isUnread: () => false, rename: async () => true, openMenu() {} }
const TURNS = ['running', 'failed', 'stopped', 'interrupted']
const LONG = 'A very long title that says everything about the session and more than fits on two lines of a card'

export const states = group('States',
  sample('Of a session', () => h('div', { class: 'row' }, ...ACTIVITIES.map(activity => Object.assign(h('berth-badge'), { activity })),
    Object.assign(h('berth-badge'), { isArchived: true }))),
  sample('Of a connection', () => h('div', { class: 'row' },
    ...CONNECTIONS.map(state => Object.assign(h('berth-connection'), { state })))),
  sample('A time', () => Object.assign(h('berth-time'), { seconds: Date.now() / 1000 - 200 })),
  ...TURNS.map(state => sample(`Of a turn: ${state}`, () => createStatus(timelineWithTurn(state)))),
  sample('Of a turn: what it is at', () => createStatus(timelineWithTurn('running', { progress: 'Cloning acme/rocket…' }))),
  sample('Nothing yet', partOf => partOf('dashboard', '[data-empty]')),
  sample('On its way', partOf => partOf('dashboard', '[data-loading]')))

export const cards = group('Cards', wide('Sessions', () => h('ul', { class: 'cards' }, ...[
  ...ACTIVITIES.map(activity => session({ activity })), session({ title: null }), session({ status: 'archived' }), session({ title: LONG }),
].map(createCard))))

function createCard(shown) {
  const card = createSessionCard(shown, CARD)
  card.update(shown)
  return card.element
}

function createStatus(timeline) {
  const element = h('div', { class: 'turn-status' })
  createTurnStatus(element, { retry() {}, leave() {} }).render(timeline)
  return element
}
