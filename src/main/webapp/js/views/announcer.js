import { hasEnded } from '../turns.js'
import { turnEndWords } from '../words.js'
import { setText } from './dom.js'

/** Tells a screen reader when an answer begins and ends, not each word of it. */
export function createAnnouncer(element) {
  let followed
  return { render }

  function render(timeline) {
    const { running } = timeline
    if (running && running.id !== followed) setText(element, 'The agent is working.')
    if (followed && running?.id !== followed) announceEnd(timeline.turns.get(followed), running)
    followed = running?.id
  }

  function announceEnd(turn, next) {
    if (!turn || !hasEnded(turn)) return
    const end = turnEndWords[turn.state] ?? 'The answer is complete.'
    setText(element, next ? `${end} The agent is working on the next message.` : `${end} ${turn.reason ?? ''}`.trim())
  }
}
