import { exactTime, nameOf } from '../words.js'
import { setText } from './dom.js'

/** The side panel: always there on a wide screen, a drawer on a narrow one. */
export function createPanel(page) {
  const panel = page.querySelector('[data-panel]')
  const toggle = page.querySelector('[data-action=panel]')
  const close = panel.querySelector('[data-action=close-panel]')
  toggle.addEventListener('click', () => setOpen(!panel.hasAttribute('data-open')))
  close.addEventListener('click', () => setOpen(false))
  panel.addEventListener('keydown', event => event.key === 'Escape' && setOpen(false))
  return { render }

  function setOpen(isOpen) {
    panel.toggleAttribute('data-open', isOpen)
    toggle.setAttribute('aria-expanded', isOpen)
    if (isOpen) close.focus()
    else toggle.focus()
  }

  function render(session) {
    if (!session) return
    setText(panel.querySelector('[data-fact=repository]'), nameOf(session))
    setText(panel.querySelector('[data-fact=created]'), exactTime(session.createdAt))
    setText(panel.querySelector('[data-fact=id]'), session.id)
  }
}
