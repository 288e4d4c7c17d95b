import { permissionSentence, subjectOf } from '../permissions.js'
import { hasEnded } from '../turns.js'
import { turnEndWords } from '../words.js'
import { setText } from './dom.js'

/** Tells a screen reader when an answer begins and ends, not each word of it, and what the agent asks; and what its reader has done. */
export function createAnnouncer(element) {
  let followed
  let asked = new Set()
  return { render, tell }

  function render(timeline) {
    const { running } = timeline
    if (running && running.id !== followed) setText(element, 'The agent is working.')
    if (followed && running?.id !== followed) announceEnd(timeline.turns.get(followed), running)
    followed = running?.id
    announcePending(timeline.pending())
  }

  /** Also what was told just before. */
  function tell(words) {
    element.textContent = words
  }

  function announcePending(pending) {
    const latest = pending.findLast(item => !asked.has(item.asked.id))
    asked = new Set(pending.map(item => item.asked.id))
    if (latest) setText(element, wordsOf(latest))
  }

  function announceEnd(turn, next) {
    if (!turn || !hasEnded(turn)) return
    const end = turnEndWords[turn.state] ?? 'The answer is complete.'
    setText(element, next ? `${end} The agent is working on the next message.` : `${end} ${turn.reason ?? ''}`.trim())
  }
}

function wordsOf({ permission, question }) {
  if (question) return `The agent asks: ${question.questions.map(each => each.question).join(' ')}`
  const { command, file, url } = subjectOf(permission)
  return `${permissionSentence(permission)}: ${command || file || url || permission.title}`
}
