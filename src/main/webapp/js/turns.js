export const runningTurn = turns => turns.find(({ state }) => state === 'running')

export const queuedTurns = turns =>
  turns.filter(({ state }) => state === 'queued').sort((a, b) => (a.position ?? 0) - (b.position ?? 0))

export const hasEnded = ({ state }) => state !== 'running' && state !== 'queued'

export const canRetry = ({ state }) => state === 'failed' || state === 'stopped' || state === 'interrupted'

export const turnOf = (turns, message) => turns.find(turn => turn.id === message.turnId || turn.messageId === message.id)

/** A message that was tried again may have several turns. */
export function lastTurn(turns, message) {
  const own = turns.filter(turn => turn.id === message.turnId || turn.messageId === message.id)
  return own.reduce((last, turn) => (last && (last.endedAt ?? Infinity) > (turn.endedAt ?? Infinity) ? last : turn), undefined)
}

export function lastEnded(turns) {
  return turns.filter(hasEnded).reduce((last, turn) => (last && (last.endedAt ?? 0) > (turn.endedAt ?? 0) ? last : turn), undefined)
}
