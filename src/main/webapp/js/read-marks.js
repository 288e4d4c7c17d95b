import { createKept } from './kept.js'

/** How many sessions this browser remembers to have read; beyond that the oldest marks go, and count as read. */
export const MARKS_MAX = 2_000

/**
 * What this browser has read: of each session the `seq` that was seen last. A session without a mark is unread when
 * something has happened in it since this browser began to keep marks. All tabs share the marks.
 */
export function createReadMarks({ memory = createKept().text('berth.read'), limit = MARKS_MAX, now = () => Date.now() / 1000 } = {}) {
  let text = null
  let isKept = false
  let state = { marks: new Map() }
  return { begin, isUnread, markRead, onChange }

  /** The first list that this browser ever shows is where it begins: none of that is news. */
  function begin(sessions) {
    if (current().since !== undefined) return
    state.since = Math.max(0, ...sessions.map(({ lastActivity }) => lastActivity))
    for (const { id, seq } of sessions) note(id, seq)
    save()
  }

  function isUnread({ id, seq, lastActivity }) {
    const { marks, since } = current()
    const mark = marks.get(id)
    return mark ? seq > mark.seq : since !== undefined && lastActivity >= since
  }

  /** What was read stays read: an earlier `seq`, or none, changes nothing. */
  function markRead(id, seq) {
    if (!Number.isInteger(seq) || seq <= (current().marks.get(id)?.seq ?? 0)) return
    note(id, seq)
    save()
  }

  /** Tells when another tab has read something. `events` is the window. */
  function onChange(listener, events = globalThis) {
    events.addEventListener('storage', event => {
      if (event.key === memory.key || event.key === null) listener()
    })
  }

  function note(id, seq) {
    const known = state.marks.get(id)
    if (known?.seq >= seq) return
    state.marks.delete(id)
    state.marks.set(id, { seq, at: Math.floor(now()) })
    if (state.marks.size > limit) forgetOldest()
  }

  function forgetOldest() {
    const [id, { at }] = state.marks.entries().next().value
    state.marks.delete(id)
    state.since = Math.max(state.since ?? 0, at + 1)
  }

  /** Other tabs write too, so the text is looked at each time, and parsed only when it differs. */
  function current() {
    const latest = memory.read()
    if (latest === null && isKept) forget()
    if (latest !== null && latest !== text) {
      isKept = true
      text = latest
      state = parse(latest)
    }
    return state
  }

  /** Somebody has logged out. */
  function forget() {
    isKept = false
    text = null
    state = { marks: new Map() }
  }

  function save() {
    const marks = [...state.marks].map(([id, { seq, at }]) => [id, seq, at])
    text = JSON.stringify({ since: state.since, marks })
    isKept = memory.write(text)
  }
}

/** What is kept may be of another version, or not ours at all. */
function parse(text) {
  try {
    const { since, marks } = JSON.parse(text)
    const sound = marks.filter(([id, seq]) => typeof id === 'string' && Number.isInteger(seq))
    return { since: Number.isFinite(since) ? since : undefined, marks: new Map(sound.map(([id, seq, at]) => [id, { seq, at: Number(at) || 0 }])) }
  } catch {
    return { marks: new Map() }
  }
}

export const readMarks = createReadMarks()

/** How often what a reader has in front of them is noted while more comes; each note is told to all other tabs. */
const MARK_EVERY_MS = 1_000

/**
 * For the page of a session: notes what its reader has in front of them, soon, or when the page is looked at again.
 * Call it whenever there is something new.
 */
export function createReader(id, { marks = readMarks, document = globalThis.document, timers = globalThis } = {}) {
  let latest
  let timer
  document.addEventListener('visibilitychange', mark)
  return seq => {
    if (seq === latest) return
    latest = seq
    timer ??= timers.setTimeout(() => {
      timer = undefined
      mark()
    }, MARK_EVERY_MS)
  }

  function mark() {
    if (document.visibilityState === 'visible') marks.markRead(id, latest)
  }
}
