import { createKept } from './kept.js'
import { newsWords } from './words.js'

/** Of how many sessions it is remembered what they did last. */
export const FOLLOWED_MAX = 1_000
/** How many notifications of this page may stand at once; the oldest goes. */
export const SHOWN_MAX = 20

/**
 * Tells the reader of a hidden page that a session begins to wait for them, fails or ends its turn. Feed it each session
 * whenever something is heard of it. Several pages that hear the same tell it once, because the tag is the same.
 *
 * `Notification` is the browser's class (undefined where there is none), `open(session)` is called after a click, `changed()` when `state`
 * may have changed. Knows no DOM but whether the document is hidden.
 */
export function createNotifications({
  Notification = globalThis.Notification, document = globalThis.document, memory = createKept().text('berth.notify'), open, changed = () => {},
  focus = () => globalThis.focus(),
}) {
  const activities = new Map()
  const shown = new Map()
  return { get state() { return stateNow() }, toggle, notice, forget }

  /** `unsupported`, `blocked` by the browser, `on` or `off`. */
  function stateNow() {
    if (!Notification) return 'unsupported'
    if (Notification.permission === 'denied') return 'blocked'
    return memory.read() === 'on' && Notification.permission === 'granted' ? 'on' : 'off'
  }

  /** Call it for a click only: browsers ask nobody otherwise. */
  async function toggle() {
    if (stateNow() === 'on') memory.write(null)
    else if (Notification && await Notification.requestPermission() === 'granted') memory.write('on')
    changed()
    return stateNow()
  }

  function notice(session) {
    const before = activities.get(session.id)
    remember(session)
    const kind = newsOf(before, session.activity)
    if (session.activity !== before) close(session.id)
    if (kind && document.visibilityState === 'hidden' && stateNow() === 'on') show(session, kind)
  }

  function forget(id) {
    activities.delete(id)
    close(id)
  }

  function remember({ id, activity }) {
    activities.delete(id)
    activities.set(id, activity)
    if (activities.size > FOLLOWED_MAX) activities.delete(activities.keys().next().value)
  }

  function show(session, kind) {
    const notification = create(session, kind)
    if (!notification) return
    notification.onclick = () => {
      focus()
      notification.close()
      open(session)
    }
    notification.onclose = () => shown.get(session.id) === notification && shown.delete(session.id)
    shown.set(session.id, notification)
    if (shown.size > SHOWN_MAX) close(shown.keys().next().value)
  }

  /** Some browsers of phones have the class and still refuse to make one. */
  function create(session, kind) {
    const { title, body } = newsWords(session, kind)
    try {
      return new Notification(title, { body, tag: `berth:${session.id}:${kind}`, icon: 'favicon.svg' })
    } catch {
      return undefined
    }
  }

  /** What it told is over. */
  function close(id) {
    shown.get(id)?.close()
    shown.delete(id)
  }
}

/** Of a session that nothing was known of before there is no news. */
function newsOf(before, activity) {
  if (before === undefined || before === activity) return undefined
  if (activity === 'waiting' || activity === 'failed') return activity
  return activity === 'idle' && before !== 'failed' ? 'ended' : undefined
}
