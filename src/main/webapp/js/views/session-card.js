import { activityWords, ago, exactTime, nameOf } from '../words.js'
import { h, iconButton, setText } from './dom.js'

export function createSessionCard(session, { hrefOf, onDelete }) {
  const repository = h('p', { class: 'repository' })
  const link = h('a', { href: hrefOf(session) })
  const badge = h('span', { class: 'badge' })
  const archived = h('span', { class: 'badge', 'data-status': 'archived' }, 'Archived')
  const time = h('time')
  const remove = iconButton('trash', 'Delete', () => onDelete(session))
  const element = h('li', { class: 'card', 'data-session-id': session.id },
    repository, h('h2', {}, link), h('div', { class: 'state' }, badge, archived, time), remove)
  return { element, update }

  function update(latest) {
    session = latest
    const title = session.title || 'Untitled session'
    setText(repository, nameOf(session))
    setText(link, title)
    link.classList.toggle('untitled', !session.title)
    remove.setAttribute('aria-label', `Delete ${title}`)
    element.dataset.activity = badge.dataset.activity = session.activity
    setText(badge, activityWords[session.activity] ?? session.activity)
    archived.hidden = session.status !== 'archived'
    showTime()
  }

  function showTime() {
    setText(time, ago(session.lastActivity))
    time.dateTime = new Date(session.lastActivity * 1000).toISOString()
    time.title = exactTime(session.lastActivity)
  }
}
