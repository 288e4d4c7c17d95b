import { usageRows } from '../usage.js'
import { exactTime, nameOf, workspaceWords } from '../words.js'
import { h, setText } from './dom.js'

/** The side panel: always there on a wide screen, a drawer on a narrow one. */
export function createPanel(page) {
  const panel = page.querySelector('[data-panel]')
  const toggle = page.querySelector('[data-action=panel]')
  const close = panel.querySelector('[data-action=close-panel]')
  let shownUsage
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
