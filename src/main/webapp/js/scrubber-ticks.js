import { answerWords } from './answers.js'
import { permissionSentence } from './permissions.js'
import { tickWords } from './words.js'

/** What a page of events has to show: `{seq, at, kind, words}` each, in order; `kind` is `message`, `turn`, `failure`, `asked` or `task`. */
export function ticksOf(events) {
  const states = new Map()
  return events.map(event => tickOf(event, states)).filter(Boolean)
}

/** Pieces of messages, metadata and the like are no steps that anyone would look for; nor is what leaves a state as it was. */
function tickOf(event, states) {
  const make = Object.hasOwn(TICKS, event.type) && TICKS[event.type]
  if (!make) return undefined
  const [kind, words, item] = make(event)
  const isRepeat = item.id !== undefined && states.get(item.id) === words
  states.set(item.id, words)
  return words === '' || isRepeat ? undefined : { seq: event.seq, at: event.createdAt, kind, words }
}

const FAILURES = ['failed', 'interrupted']

const TICKS = {
  message: ({ message }) => ['message', tickWords.message(message), message],
  turn: ({ turn }) => [FAILURES.includes(turn.state) ? 'failure' : 'turn', tickWords.turn(turn), turn],
  permission: ({ permission }) => ['asked', askedWords(permissionSentence(permission), permission), permission],
  question: ({ question }) => ['asked', askedWords(tickWords.question(question), question), question],
  task: ({ task }) => ['task', tickWords.task(task), task],
}

const askedWords = (sentence, asked) => (asked.state === 'pending' ? `${sentence}.` : `${sentence}: ${answerWords(asked)}.`)
