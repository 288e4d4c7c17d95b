import { edgeWords } from '../words.js'
import { createAsked } from './asked.js'
import { createKeyedList } from './keyed-list.js'
import { createLatest } from './latest.js'
import { createLinkedMessage } from './linked-message.js'
import { createMessage } from './message.js'
import { createPrompt } from './prompt.js'
import { ScrollKeeper } from './scroll-keeper.js'
import { createTurnStatus } from './turn-status.js'
import { createWindowAnnouncer } from './window-announcer.js'
import { createWindowEdge } from './window-edge.js'

/** Where a message is put that somebody comes to: what was said just before it stays in view. */
const ARRIVAL_OFFSET_PX = 72
const FIELDS = 'input, textarea, select'
/** How much of its height the conversation is moved by, as browsers do. */
const PAGE = 0.875

/**
 * The scrolling middle of the page: a window on the session. `actions` has `history` (a MessageHistory), `reads({atEnd})`,
 * `change()`, `problem(error)`, `retry`, `resend`, `discard`, `editAgain`, `reply`, `answer`, and `toComposer()`
 * and `escape()` where there is a composer.
 */
export function createConversation(page, actions) {
  const { history } = actions
  const find = selector => page.querySelector(selector)
  const list = find('[data-messages]')
  const nothing = find('[data-nothing]')
  const scroller = find('[data-scroller]')
  const end = find('[data-end]')
  const older = createWindowEdge(find('[data-older]'), edgeWords.older, () => history.loadOlder(), focusScroller)
  const newer = createWindowEdge(find('[data-newer]'), edgeWords.newer, () => history.loadNewer(), focusEnd)
  const announcer = createWindowAnnouncer(find('[data-window-announcer]'))
  const latest = createLatest(find('[data-action=latest]'), () => toEnd(), focusEnd)
  const linked = createLinkedMessage(list)
  const turnStatus = createTurnStatus(find('[data-turn-status]'), { retry: actions.retry, leave: actions.toComposer ?? focusEnd })
  const asked = createAsked(find('[data-asked]'), { ...actions, leave: focusEnd })
  const scroll = new ScrollKeeper(scroller, list, {
    nearTop: () => history.older === 'more' && history.loadOlder(),
    nearEnd: () => history.newer === 'more' && history.loadNewer(),
    move: moved,
  })
  const showEntries = createKeyedList(list, {
    key: entry => entry.key,
    create: entry => (entry.prompt ? createPrompt(entry, { onResend: actions.resend, onDiscard: actions.discard }) : createMessage(entry, actions)),
  })
  const keys = { Home: toStart, End: toEnd, Escape: escape }
  const altKeys = { ArrowUp: toPrevious, ArrowDown: toNext }
  let arrive
  scroller.addEventListener('keydown', onKey)
  return { render, toEnd, toMessage, toPlace, place, turnPage, link: linked.link, focusLinked: linked.focus, elementOf: linked.find }

  function render(follower) {
    scroll.around(() => {
      const { reachesEnd } = follower.timeline.messages
      scroll.hasEnd = reachesEnd
      older.render(history.older)
      end.hidden = !reachesEnd
      newer.render(history.newer)
      showMessages(follower)
      turnStatus.render(follower.timeline)
      asked.render(follower.timeline)
      return arrived()
    })
    scroller.setAttribute('aria-busy', history.isJumping)
    announcer.render(history)
    latest.render(follower)
  }

  /** Whoever was in a message that leaves the window goes on reading with the keyboard all the same. */
  function showMessages(follower) {
    const hadFocus = list.contains(document.activeElement)
    const entries = entriesOf(follower)
    nothing.hidden = entries.length > 0 || !follower.isOpen
    showEntries(entries)
    linked.render()
    if (hadFocus && !list.contains(document.activeElement)) focusScroller()
  }

  function moved() {
    latest.show(!scroll.atBottom)
    actions.reads({ atEnd: scroll.atBottom })
  }

  function arrived() {
    const go = arrive
    arrive = undefined
    return go
  }

  function focusScroller() {
    scroller.focus({ preventScroll: true })
  }

  /** What comes after all that was said, so that Tab goes on from there. */
  function focusEnd() {
    if (end.hidden) focusScroller()
    else end.focus({ preventScroll: true })
  }

  function turnPage(direction) {
    focusScroller()
    scroller.scrollBy({ top: direction * PAGE * scroller.clientHeight })
  }

  function toEnd() {
    return go(() => history.toEnd(), () => scroll.toBottom()).catch(actions.problem)
  }

  function toStart() {
    return go(() => history.toStart(), () => scroll.toTop()).catch(actions.problem)
  }

  /** Rejects when there is no such message. A message that still waits in the queue is not among those that were said. */
  function toMessage(id, { offset = ARRIVAL_OFFSET_PX, onArrival } = {}) {
    return go(() => history.toMessage(id), () => {
      const element = linked.find(id)
      if (element) scroll.toItem(element, offset)
      else scroll.toBottom()
      if (element) onArrival?.(element)
    })
  }

  /** Shows what was said by then, and marks the last of it. */
  function toPlace(seq) {
    return go(() => history.toPlace(seq), message => {
      linked.link(message.id)
      const element = linked.find(message.id)
      if (element) scroll.toItem(element, ARRIVAL_OFFSET_PX)
    }).catch(actions.problem)
  }

  /** What was loaded stands in the list after the next rendering. */
  async function go(load, show) {
    const found = await load()
    if (!found) return
    arrive = () => show(found)
    actions.change()
  }

  /** The message that is being read and where it is, or undefined at the end. */
  function place() {
    const found = scroll.atBottom ? undefined : scroll.place()
    return found && { message: found.item.dataset.messageId, offset: found.offset }
  }

  /** The other keys scroll by themselves; Home and End mean the session and not the window on it. */
  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest(FIELDS)) return
    const go = (event.altKey ? altKeys : keys)[event.key]
    if (!go) return
    event.preventDefault()
    go(event)
  }

  function escape({ target }) {
    if (!target.closest('.asked')) actions.escape?.()
  }

  function toPrevious({ target }) {
    const from = itemWith(target)
    if (from) focusItem(from.previousElementSibling)
    else focusItem(end.contains(target) ? list.lastElementChild : itemInView())
  }

  /** From the last message to the end, once that is there. */
  function toNext({ target }) {
    const from = itemWith(target)
    if (from && from === list.lastElementChild && !end.hidden) focusEnd()
    else if (!end.contains(target)) focusItem(from ? from.nextElementSibling : itemInView())
  }

  function itemWith(target) {
    return [...list.children].find(item => item.contains(target))
  }

  function itemInView() {
    return scroll.atBottom ? list.lastElementChild : scroll.place()?.item
  }

  function focusItem(item) {
    if (!item) return
    item.tabIndex = -1
    item.focus({ preventScroll: true })
    item.scrollIntoView({ block: item.offsetHeight > scroller.clientHeight ? 'start' : 'nearest' })
  }
}

function entriesOf({ timeline, connection }) {
  const { reachesEnd } = timeline.messages
  const runningTurn = timeline.running?.id
  const shown = timeline.entries()
  const usage = usageByMessage(shown, timeline)
  const messages = shown.map(message => ({
    key: message.id, message, answered: timeline.answered.get(message.turnId), usage: usage.get(message.id),
    unfinished: !runningTurn || (message.turnId !== undefined && message.turnId !== runningTurn),
  }))
  const isBusy = runningTurn || timeline.queue().length > 0
  const prompts = reachesEnd ? timeline.prompts().filter(({ reason }) => reason || !isBusy) : []
  return [...messages, ...prompts.map(prompt => ({ key: `prompt-${prompt.clientMessageId}`, prompt, isOnline: connection === 'connected' }))]
}

/** What a turn has used is told once, below its last answer; which may lie beyond the window. */
function usageByMessage(messages, timeline) {
  const last = new Map(messages.filter(({ role, turnId }) => role !== 'user' && turnId).map(({ id, turnId }) => [turnId, id]))
  if (!timeline.messages.reachesEnd) last.delete(messages.at(-1)?.turnId)
  return new Map([...last].map(([turnId, id]) => [id, timeline.turns.get(turnId)?.usage]))
}
