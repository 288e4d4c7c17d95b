import { renameLabel, titleOf, unreadWords } from '../words.js'
import { h, setText } from './dom.js'

export const LONGEST_TITLE = 200

/** The title of a card, a link until it is being renamed. `rename(session, title)` is a promise of whether it was taken. */
export function createCardTitle({ href, rename }) {
  let session
  let wasUnread
  let field
  const unread = h('span', { class: 'unseen' })
  const text = h('span', {})
  const link = h('a', { href }, unread, text)
  const element = h('h3', {}, link)
  return { element, update, edit }

  function update(latest, isUnread) {
    session = latest
    wasUnread = isUnread
    setText(unread, isUnread ? unreadWords : '')
    setText(text, titleOf(session))
    link.classList.toggle('untitled', !session.title)
  }

  function edit() {
    if (field) return field.focus()
    field = h('input', {
      class: 'rename', 'aria-label': renameLabel(session), maxlength: LONGEST_TITLE, autocomplete: 'off', onkeydown: onKey, onblur: onBlur,
    })
    field.value = session.title ?? ''
    link.hidden = true
    element.append(field)
    field.select()
  }

  function onKey(event) {
    if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Enter') save()
    else stop()
  }

  /** A card that moves loses the focus and gets it back at once; that is not the end. */
  function onBlur() {
    queueMicrotask(() => document.activeElement !== field && save())
  }

  /** The new title shows at once; one that is refused goes again. */
  async function save() {
    if (!field) return
    const title = field.value.trim()
    const known = session
    stop()
    if (title === (known.title ?? '')) return
    setText(text, titleOf({ title }))
    if (!await rename(known, title)) update(session, wasUnread)
  }

  function stop() {
    const hadFocus = document.activeElement === field
    const removed = field
    field = undefined
    link.hidden = false
    if (hadFocus) link.focus()
    removed.remove()
  }
}
