import { PAGE_SIZE } from './api.js'
import { LiveList } from './live-list.js'
import { Messages } from './messages.js'
import { lastEnded, lastTurn, queuedTurns, runningTurn, turnOf } from './turns.js'

/**
 * What a follower knows of one session: feed it every frame, and read what to show. Knows no DOM and no network.
 *
 * Prompts are added when they are sent and shown as pending until their message comes back.
 */
export class Timeline {
  messages = new Messages()
  turns = new LiveList()
  tasks = new LiveList()
  permissions = new LiveList()
  questions = new LiveList()
  /** Items `{id: key, value}`. */
  meta = new LiveList()
  /** What was answered while we followed: by turn, a map by tool call that is replaced and never changed. */
  answered = new Map()
  session = null
  /** How many connections are here, this one among them. */
  present = 0
  #seq = 0
  #prompts = new Map()

  /** The number of the latest event that is known. */
  get seq() {
    return this.#seq
  }

  /** False when the frame changed nothing that is shown. */
  apply(frame) {
    const change = CHANGES[frame.type]
    if (!change || this.#isRepeat(frame)) return false
    if (Number.isInteger(frame.seq) && frame.type !== 'ready') this.#seq = frame.seq
    change(this, frame)
    return true
  }

  addPrompt(prompt) {
    this.#prompts.set(prompt.clientMessageId, prompt)
  }

  discardPrompt(clientMessageId) {
    this.#prompts.delete(clientMessageId)
  }

  rejectPrompt(clientMessageId, reason) {
    const prompt = this.#prompts.get(clientMessageId)
    if (prompt) this.#prompts.set(clientMessageId, { ...prompt, reason })
  }

  prompts() {
    return [...this.#prompts.values()]
  }

  get running() {
    return runningTurn(this.turns.values())
  }

  /** The queued turns in their order, each with its message (undefined while that is not loaded). */
  queue() {
    return queuedTurns(this.turns.values()).map(turn => ({ turn, message: this.messages.find(turn.messageId) }))
  }

  /**
   * The messages to show, oldest first. What waits in the queue for the first time is not among them; what waits to be
   * tried again still has its broken answer below it.
   */
  entries() {
    const messages = this.messages.list()
    const answers = this.#firstAnswers(messages)
    const waiting = new Set(queuedTurns(this.turns.values()).filter(({ id }) => !answers.has(id)).map(turn => turn.messageId))
    const places = this.#placesByTurn(answers)
    return messages.filter(({ id }) => !waiting.has(id))
      .map(message => [message, places(message)]).sort(([, a], [, b]) => a - b).map(([message]) => message)
  }

  /** The turn of the latest message of the user, if it has ended; where that message is not in view, the one that ended last. */
  get endedTurn() {
    if (this.running || this.queue().length > 0) return undefined
    if (!this.messages.reachesEnd) return lastEnded(this.turns.values())
    const message = this.entries().findLast(({ role }) => role === 'user')
    return message && lastTurn(this.turns.values(), message)
  }

  /** The permissions and questions that wait for an answer, oldest first: `{permission}` or `{question}`. */
  pending() {
    const items = [
      ...this.permissions.values().map(permission => ({ permission, asked: permission })),
      ...this.questions.values().map(question => ({ question, asked: question })),
    ]
    return items.filter(({ asked }) => asked.state === 'pending')
      .sort(({ asked: a }, { asked: b }) => a.createdAt - b.createdAt || a.seq - b.seq)
  }

  /** `{state: cloning|ready|empty|failed, branch, reason}`, if the agent has a workspace. A clone ends with its turn. */
  get workspace() {
    const workspace = this.meta.get('berth.workspace')?.value
    return workspace?.state === 'cloning' && !this.running ? undefined : workspace
  }

  get usage() {
    return this.meta.get('berth.usage')?.value
  }

  get activity() {
    if (this.running && this.pending().length > 0) return 'waiting'
    if (this.running || this.queue().length > 0) return 'running'
    return ['failed', 'interrupted'].includes(this.endedTurn?.state) ? 'failed' : 'idle'
  }

  /** Takes over a `ready` frame; one that brings messages, the newest page, replaces all that was known. */
  open({ seq, session, present, presence, messages }) {
    this.session = session ?? this.session
    this.present = present ?? presence?.length ?? this.present
    if (!messages) return
    this.#seq = seq
    this.messages = new Messages()
    this.messages.addPage(messages, { reachesStart: messages.length < PAGE_SIZE })
    for (const message of messages) this.discardPrompt(message.clientMessageId)
  }

  forget() {
    this.messages = new Messages()
    this.turns.clear()
    this.tasks.clear()
    this.permissions.clear()
    this.questions.clear()
    this.meta.clear()
    this.answered.clear()
    this.#seq = 0
  }

  #isRepeat({ type, seq }) {
    return seq <= this.#seq && type !== 'ready' && type !== 'resync'
  }

  /** The place of the first answer of each turn that has one. */
  #firstAnswers(messages) {
    const answers = new Map()
    for (const { id, role, turnId } of messages) {
      if (role !== 'user' && turnId && !answers.has(turnId)) answers.set(turnId, this.messages.placeOf(id))
    }
    return answers
  }

  /** What was written while an earlier turn ran was stored before that turn's end, but belongs before its own answer. */
  #placesByTurn(answers) {
    const running = this.messages.reachesEnd ? this.running : undefined
    return message => {
      const place = this.messages.placeOf(message.id)
      if (message.role !== 'user') return place
      const turnId = message.turnId ?? turnOf(this.turns.values(), message)?.id
      if (answers.has(turnId)) return answers.get(turnId) - 0.5
      return running?.messageId === message.id ? Infinity : place
    }
  }
}

const CHANGES = {
  ready: (timeline, frame) => timeline.open(frame),
  resync: timeline => timeline.forget(),
  message: (timeline, event) => {
    timeline.messages.apply(event)
    timeline.discardPrompt(event.message.clientMessageId)
  },
  'message-delta': (timeline, event) => timeline.messages.apply(event),
  'message-parts': (timeline, event) => timeline.messages.apply(event),
  'message-deleted': (timeline, event) => {
    const { messageId } = event
    timeline.messages.apply(event)
    for (const turn of timeline.turns.values()) if (turn.messageId === messageId) timeline.turns.remove(turn.id)
  },
  turn: (timeline, { turn }) => timeline.turns.put(turn),
  task: (timeline, { task }) => timeline.tasks.put(task),
  'task-deleted': (timeline, { taskId }) => timeline.tasks.remove(taskId),
  permission: (timeline, { permission }) => {
    timeline.permissions.put(permission)
    keepAnswer(timeline, permission)
  },
  question: (timeline, { question }) => {
    timeline.questions.put(question)
    keepAnswer(timeline, question)
  },
  meta: (timeline, { key, value }) => {
    if (value === null) timeline.meta.remove(key)
    else timeline.meta.put({ id: key, value })
  },
  session: (timeline, { session }) => { timeline.session = session },
  presence: (timeline, { present, presence }) => { timeline.present = present ?? presence.length },
  error: (timeline, { clientMessageId, error }) => timeline.rejectPrompt(clientMessageId, error),
}

function keepAnswer({ answered }, asked) {
  const { state, turnId, toolCallId } = asked
  if (state !== 'pending' && toolCallId) answered.set(turnId, new Map(answered.get(turnId)).set(toolCallId, asked))
}

/** The metadata object of REST as items of a list. */
export const metaItems = meta => Object.entries(meta).map(([id, value]) => ({ id, value }))
