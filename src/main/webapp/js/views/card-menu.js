import { menuLabel, menuWords } from '../words.js'
import { h, icon } from './dom.js'

const GAP = 4
const ICONS = { read: 'check', rename: 'pencil', archive: 'archive', restore: 'restore', delete: 'trash' }
const HINTS = { read: 'R', rename: 'F2', archive: 'E', restore: 'E', delete: 'Del' }

/** One menu for all cards. `choose(action, session)` is told what was chosen, `isUnread(session)` whether it can be marked as read. */
export function createCardMenu({ choose, isUnread }) {
  let session
  let opener
  const element = h('div', { class: 'menu', role: 'menu', popover: 'manual', onkeydown: onKey, onfocusout: onFocusOut })
  document.querySelector('main').append(element)
  addEventListener('scroll', close, { passive: true })
  addEventListener('resize', close)
  return { open }

  function open(latest, button) {
    const isOpen = opener === button
    close()
    if (isOpen) return
    session = latest
    opener = button
    element.setAttribute('aria-label', menuLabel(session))
    element.replaceChildren(...actions().map(createItem))
    element.showPopover()
    opener.setAttribute('aria-expanded', 'true')
    place()
    element.firstElementChild.focus({ preventScroll: true })
  }

  /** The focus goes back to the button, unless it is elsewhere by now. */
  function close() {
    if (!opener) return
    const button = opener
    opener = undefined
    if (element.contains(document.activeElement)) button.focus({ preventScroll: true })
    button.setAttribute('aria-expanded', 'false')
    element.hidePopover()
  }

  function onFocusOut({ relatedTarget }) {
    if (relatedTarget !== opener && !element.contains(relatedTarget)) close()
  }

  function actions() {
    const archives = session.status === 'archived' ? 'restore' : 'archive'
    return [...isUnread(session) ? ['read'] : [], 'rename', archives, 'delete']
  }

  function createItem(action) {
    const attributes = { role: 'menuitem', type: 'button', tabindex: '-1', 'data-choice': action, onclick: () => chosen(action) }
    return h('button', attributes, icon(ICONS[action]), menuWords[action], h('kbd', { 'aria-hidden': 'true' }, HINTS[action]))
  }

  function chosen(action) {
    close()
    choose(action, session)
  }

  /** Below the button, or above it where there is no room. */
  function place() {
    const { right, top, bottom } = opener.getBoundingClientRect()
    const { offsetWidth: width, offsetHeight: height } = element
    const fits = bottom + GAP + height <= innerHeight
    element.style.left = `${Math.max(GAP, Math.min(right - width, document.documentElement.clientWidth - width - GAP))}px`
    element.style.top = `${fits ? bottom + GAP : Math.max(GAP, top - GAP - height)}px`
  }

  function onKey(event) {
    event.stopPropagation()
    if (event.key === 'Tab' || event.key === 'Escape') return close()
    const items = [...element.children]
    const at = items.indexOf(document.activeElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    items.at(to % items.length).focus()
  }
}
