import { defineBadge } from '../elements/badge.js'
import { defineTime } from '../elements/time.js'
import { menuLabel, nameOf } from '../words.js'
import { createCardTitle } from './card-title.js'
import { h, iconButton, setText } from './dom.js'
import { createTaskProgress } from './task-progress.js'

/** `actions` has `hrefOf`, `isUnread(session)`, `rename(session, title)` and `openMenu(session, button)`. */
export function createSessionCard(session, { hrefOf, isUnread, rename, openMenu }) {
  defineBadge()
  defineTime()
  let shown
  const repository = h('p', { class: 'repository' })
  const title = createCardTitle({ href: hrefOf(session), rename })
  const progress = createTaskProgress()
  const badge = h('berth-badge', { class: 'badge' })
  const archived = h('berth-badge', { class: 'badge' })
  const time = h('berth-time')
  const menu = iconButton('dots', '', () => openMenu(session, menu))
  menu.setAttribute('aria-haspopup', 'menu')
  menu.dataset.action = 'menu'
  const element = h('li', { class: 'card', 'data-session-id': session.id },
    repository, title.element, progress.element, h('div', { class: 'state' }, time, badge, archived), menu)
  return { element, update, edit: title.edit }

  function update(latest) {
    const unread = isUnread(latest)
    if (latest !== shown || unread !== 'unread' in element.dataset) show(latest, unread)
  }

  function show(latest, unread) {
    session = shown = latest
    setText(repository, nameOf(session))
    title.update(session, unread)
    progress.update(session.tasks)
    element.toggleAttribute('data-unread', unread)
    element.dataset.activity = badge.activity = session.activity
    badge.hidden = session.activity === 'idle'
    archived.isArchived = session.status === 'archived'
    menu.setAttribute('aria-label', menuLabel(session))
    menu.title = ''
    time.seconds = session.lastActivity
  }
}
