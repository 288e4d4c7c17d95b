import { usageRows } from '../usage.js'
import { exactTime, nameOf, workspaceWords } from '../words.js'
import { h, setText } from './dom.js'

/** The side panel: always there on a wide screen, a drawer on a narrow one. */
export function createPanel(page) {
  const panel = page.querySelector('[data-panel]')
  const toggle = page.querySelector('[data-action=panel]')
  const close = panel.querySelector('[data-action=close-panel]')
  let shownUsage
  toggle.addEventListener('click', () => setOpen(!isOpen()))
  close.addEventListener('click', () => setOpen(false))
  page.addEventListener('keydown', event => event.key === 'Escape' && isOpen() && !isInDialog(event) && setOpen(false))
  page.addEventListener('focusin', event => isOpen() && !isInside(event) && show(false))
  return { render }

  function isOpen() {
    return panel.hasAttribute('data-open')
  }

  /** A dialog that it opens is part of it. */
  function isInside({ target }) {
    return panel.contains(target) || toggle.contains(target) || isInDialog({ target })
  }

  function isInDialog({ target }) {
    return Boolean(target.closest('dialog'))
  }

  function setOpen(isWanted) {
    show(isWanted)
    if (isWanted) close.focus()
    else toggle.focus()
  }

  function show(isShown) {
    panel.toggleAttribute('data-open', isShown)
    toggle.setAttribute('aria-expanded', isShown)
  }

  function render({ session, workspace, usage }) {
    if (session) showSession(session)
    showFact('branch', workspace?.branch)
    showFact('workspace', workspace && workspaceWords(workspace))
    showUsage(usage)
  }

  function showSession(session) {
    showFact('repository', nameOf(session))
    showFact('created', exactTime(session.createdAt))
    showFact('id', session.id)
  }

  /** A fact that is not known is not there, and neither is its label. */
  function showFact(name, words) {
    const element = panel.querySelector(`[data-fact=${name}]`)
    element.hidden = !words
    if (element.matches('dd')) element.previousElementSibling.hidden = !words
    setText(element, words ?? '')
  }

  function showUsage(usage) {
    if (usage === shownUsage) return
    shownUsage = usage
    const rows = usageRows(usage ?? {})
    const section = panel.querySelector('[data-session-usage]')
    section.hidden = rows.length === 0
    section.querySelector('dl').replaceChildren(...rows.flatMap(([label, words]) => [h('dt', {}, label), h('dd', {}, words)]))
  }
}
