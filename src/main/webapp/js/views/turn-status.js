import { canRetry } from '../turns.js'
import { turnEndWords, turnWords } from '../words.js'
import { h, icon, setText } from './dom.js'

/**
 * Below the last message: what the agent is at, or why it did not finish, with a way to try again. `leave()` takes the focus
 * when that goes.
 */
export function createTurnStatus(element, { retry, leave }) {
  const words = h('span', {})
  const working = h('p', { class: 'working', 'data-turn-state': 'running' }, words, h('span', { class: 'dots', 'aria-hidden': 'true' }))
  let shown = ''
  return { render }

  function render(timeline) {
    const turn = timeline.running ?? timeline.endedTurn
    if (turn?.state === 'running') showProgress(turn, timeline.activity)
    const key = turn ? `${turn.id} ${turn.state} ${turn.reason}` : ''
    if (key === shown) return
    shown = key
    const hadFocus = element.contains(document.activeElement)
    element.replaceChildren(...contentOf(turn, timeline))
    if (hadFocus) leave()
  }

  /** While the agent waits for an answer, what it asks is there instead. */
  function showProgress({ progress }, activity) {
    working.hidden = activity === 'waiting'
    setText(words, withoutDots(progress) || turnWords.working)
  }

  function contentOf(turn, timeline) {
    if (turn?.state === 'running') return [working]
    return turn && canRetry(turn) ? [createNotice(turn, timeline)] : []
  }

  function createNotice(turn, timeline) {
    const button = h('button', { class: 'button', type: 'button', 'data-action': 'retry', onclick: () => retry(turn, button) }, icon('retry'), turnWords.retry)
    const reason = turn.reason && !isToldAlready(turn, timeline) ? ` ${turn.reason}` : ''
    return h('div', { class: 'notice', 'data-turn-state': turn.state, 'data-turn-id': turn.id },
      h('p', {}, h('strong', {}, turnEndWords[turn.state]), reason), button)
  }
}

/** The dots that move stand for those of the sentence. */
const withoutDots = sentence => sentence?.replace(/(\.+|…)$/, '')

/** A failure's reason is often an error part of the answer just above. */
function isToldAlready({ id, reason }, timeline) {
  return timeline.messages.list().some(({ turnId, parts }) => turnId === id && parts?.some(part => part.type === 'error' && part.content === reason))
}
