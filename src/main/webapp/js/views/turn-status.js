import { canRetry } from '../turns.js'
import { turnEndWords } from '../words.js'
import { h, icon } from './dom.js'

/** Below the last message: that the agent works, or why it did not finish, with a way to try again. */
export function createTurnStatus(element, { retry }) {
  let shown = ''
  return { render }

  function render(timeline) {
    const turn = timeline.running ?? timeline.endedTurn
    const key = turn ? `${turn.id} ${turn.state} ${turn.reason}` : ''
    if (key === shown) return
    shown = key
    element.replaceChildren(...contentOf(turn, timeline))
  }

  function contentOf(turn, timeline) {
    if (turn?.state === 'running') return [h('p', { class: 'working', 'data-turn-state': 'running' }, 'Working', h('span', { class: 'dots', 'aria-hidden': 'true' }))]
    return turn && canRetry(turn) ? [createNotice(turn, timeline)] : []
  }

  function createNotice(turn, timeline) {
    const button = h('button', { class: 'button', type: 'button', 'data-action': 'retry', onclick: () => retry(turn, button) }, icon('retry'), 'Retry')
    const reason = turn.reason && !isToldAlready(turn, timeline) ? ` ${turn.reason}` : ''
    return h('div', { class: 'notice', 'data-turn-state': turn.state, 'data-turn-id': turn.id },
      h('p', {}, h('strong', {}, turnEndWords[turn.state]), reason), button)
  }
}

/** A failure's reason is often an error part of the answer just above. */
function isToldAlready({ id, reason }, timeline) {
  return timeline.messages.list().some(({ turnId, parts }) => turnId === id && parts?.some(part => part.type === 'error' && part.content === reason))
}
