import { byRepository } from '../session-list.js'
import { allSessionsWords, groupCount } from '../words.js'
import { createCardPool } from './card-pool.js'
import { h, setText } from './dom.js'
import { createKeyedList } from './keyed-list.js'
import { createSessionCard } from './session-card.js'
import { createSessionChunks } from './session-chunks.js'

/** The cards, under one heading or under one for each repository. `changed()` is called when it has to be rendered again. */
export function createSessionGroups(parent, { changed, ...actions }) {
  const pool = createCardPool(session => createSessionCard(session, actions))
  const createChunks = createSessionChunks(pool, { changed })
  const showGroups = createKeyedList(parent, { key: ({ name }) => name, create: group => createGroup(group, createChunks) })
  return { render, cardOf: pool.of }

  function render(sessions, { isGrouped, hasMore }) {
    const groups = isGrouped ? byRepository(sessions) : [{ name: '', sessions }]
    showGroups(groups.map(group => ({ ...group, hasMore })))
    pool.sweep()
  }
}

/** The one group that has no name holds all. */
function createGroup({ name }, createChunks) {
  const id = `group-${name || 'all'}`
  const count = h('span', { class: 'count' })
  const heading = name ? h('h2', { id }, h('span', { class: 'repository' }, name), count) : h('h2', { id, class: 'unseen' }, allSessionsWords)
  const chunks = h('div', { class: 'chunks', 'data-label': id })
  const showChunks = createChunks(chunks)
  return { element: h('section', { class: 'group', 'data-group': name }, heading, chunks), update }

  function update({ sessions, hasMore }) {
    setText(count, groupCount(sessions.length, hasMore))
    showChunks(sessions)
  }
}
