import { defineTime } from '../elements/time.js'
import { dashboardTitle, nameOf, titleOf, waitingNow, waitingWords } from '../words.js'
import { createAsked } from './asked.js'
import { h, setText } from './dom.js'
import { heirsOf } from './heirs.js'
import { createKeyedList } from './keyed-list.js'

/** What waits for an answer, on top of everything. `actions` has `hrefOf`, `reply`, `answer`, `showAll()` and `leave()` for
 * when nothing waits any more. */
export function createWaiting(section, actions) {
  defineTime()
  const find = name => section.querySelector(`[data-waiting-${name}]`)
  const showSessions = createKeyedList(find('sessions'), { key: ({ session }) => session.id, create: entry => createEntry(entry, actions) })
  const showLinks = createKeyedList(find('links'), { key: ({ id }) => id, create: session => createLink(session, actions) })
  const all = find('all')
  all.addEventListener('click', actions.showAll)
  let count = 0
  return { render }

  function render(waiting) {
    const hadFocus = section.contains(document.activeElement)
    const heirs = heirsOfFocus()
    const links = waiting.links()
    section.hidden = waiting.size === 0
    showSessions(waiting.entries())
    showLinks(links)
    find('others').hidden = links.length === 0
    all.hidden = waiting.size <= waiting.entries().length + links.length
    setText(all, waitingWords.all(waiting.size))
    setText(find('count'), String(waiting.size))
    tell(waiting.size)
    if (hadFocus && !section.contains(document.activeElement)) leave(heirs)
  }

  /** Outside the section, which may be hidden: a screen reader is told when there are more than before, and not what is no longer so. */
  function tell(size) {
    if (size !== count) document.title = dashboardTitle(size)
    if (size !== count) setText(document.querySelector('[data-waiting-news]'), size > count ? waitingNow(size) : '')
    count = size
  }

  function heirsOfFocus() {
    const items = [...find('sessions').children]
    return heirsOf(items.find(item => item.contains(document.activeElement)), items)
  }

  /** A card itself gets the focus, and not its first button: a key pressed twice must not answer what nobody has read. */
  function leave(heirs) {
    const asked = heirs.filter(({ isConnected }) => isConnected).map(heir => heir.querySelector('.asked')).find(Boolean)
    const next = section.hidden ? undefined : asked ?? section.querySelector('.asked, a')
    if (next) next.focus({ preventScroll: true })
    else actions.leave()
  }
}

function createEntry({ session }, { hrefOf, reply, answer }) {
  const link = h('a', { href: hrefOf(session) })
  const time = h('berth-time')
  const repository = h('span', { class: 'repository' })
  const note = h('p', { class: 'note' })
  const place = h('div', {})
  const asked = createAsked(place, {
    reply: (permission, body) => reply(session, permission, body),
    answer: (question, body) => answer(session, question, body),
    leave() {},
  })
  return { element: h('li', { 'data-waiting-session': session.id }, h('p', { class: 'whose' }, link, repository, time), note, place), update }

  function update({ session: latest, items, hasFailed }) {
    session = latest
    setText(link, titleOf(session))
    setText(repository, nameOf(session))
    time.seconds = session.lastActivity
    const words = items ? items.length === 0 && waitingWords[hasFailed ? 'failed' : 'nothing'] : waitingWords.loading
    setText(note, words || '')
    note.hidden = !words
    asked.render({ pending: () => items ?? [] })
  }
}

function createLink(session, { hrefOf }) {
  const link = h('a', { href: hrefOf(session) })
  return { element: h('li', {}, link), update: latest => setText(link, `${titleOf(latest)} (${nameOf(latest)})`) }
}
