import { actionOf } from '../shortcuts.js'

/** Where letters are written, or choose from a list. */
const FIELDS = 'input:not([type=radio], [type=checkbox]), textarea, select, [role=menu], [contenteditable]'
const MOVES = ['next', 'previous', 'below', 'above']

/** The keys of the dashboard. `on` has `search`, `new`, `group`, `help`, and `card(action, id)` for the card with the focus. */
export function wireDashboardKeys({ focus, characters, on }) {
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || document.querySelector('dialog[open]')) return
    if (fromSearch(event) || !event.target.closest(FIELDS)) run(event)
  })

  function run(event) {
    const id = focus.idOf()
    const action = actionOf(event, { onCard: Boolean(id) || fromSearch(event), characters: characters() })
    if (!action) return
    if (MOVES.includes(action) ? !focus.move(action) : !perform(action, id)) return
    event.preventDefault()
  }

  function perform(action, id) {
    if (on[action]) on[action]()
    else on.card(action, id)
    return true
  }
}

/** From the search the arrow leads to the cards. */
const fromSearch = ({ target, key }) => key === 'ArrowDown' && target.name === 'q'
