import { actionOf, sessionShortcuts } from '../shortcuts.js'

const FIELDS = 'input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]'

/** The key of the session's page that belongs to no part of it: `help()` shows what the others are. */
export function wireSessionKeys({ characters, help }) {
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.target.closest(FIELDS) || document.querySelector('dialog[open]')) return
    if (actionOf(event, { characters: characters(), among: sessionShortcuts }) !== 'help') return
    event.preventDefault()
    help()
  })
}
