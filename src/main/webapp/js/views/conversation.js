import { createAsked } from './asked.js'
import { h, setText } from './dom.js'
import { createKeyedList } from './keyed-list.js'
import { createMessage } from './message.js'
import { createPrompt } from './prompt.js'
import { ScrollKeeper } from './scroll-keeper.js'
import { createTurnStatus } from './turn-status.js'

const OLDER_WORDS = { loading: 'Loading earlier messages…', failed: 'Earlier messages could not be loaded.' }

/** The scrolling middle of the page. `actions` has `loadOlder`, `retry`, `resend`, `discard`, `reply` and `answer`. */
export function createConversation(page, actions) {
  const list = page.querySelector('[data-messages]')
  const older = page.querySelector('[data-older]')
  const nothing = page.querySelector('[data-nothing]')
  const latest = page.querySelector('[data-action=latest]')
  const turnStatus = createTurnStatus(page.querySelector('[data-turn-status]'), actions)
  const scroller = page.querySelector('[data-scroller]')
  const asked = createAsked(page.querySelector('[data-asked]'), { ...actions, leave: () => scroller.focus({ preventScroll: true }) })
  const scroll = new ScrollKeeper(scroller, list, {
    nearTop: () => history !== 'failed' && actions.loadOlder(),
    move: () => { latest.hidden = scroll.atBottom },
  })
  const showEntries = createKeyedList(list, {
    key: entry => entry.key,
    create: entry => (entry.prompt ? createPrompt(entry, { onResend: actions.resend, onDiscard: actions.discard }) : createMessage(entry)),
  })
  let history
  latest.addEventListener('click', () => scroll.toBottom())
  return { render, toBottom: () => scroll.toBottom() }

  function render(follower) {
    scroll.around(() => {
      showOlder(follower.history)
      const entries = entriesOf(follower)
      nothing.hidden = entries.length > 0 || !follower.isOpen
      showEntries(entries)
      turnStatus.render(follower.timeline)
      asked.render(follower.timeline)
    })
    showLatest(follower.timeline.pending().length > 0)
  }

  /** Whoever reads further up is told that the agent waits at the end. */
  function showLatest(isWaiting) {
    latest.toggleAttribute('data-waiting', isWaiting)
    setText(latest.querySelector('span'), isWaiting ? 'Waiting for you' : 'Latest')
  }

  function showOlder(state) {
    if (state === history) return
    history = state
    older.hidden = !OLDER_WORDS[state]
    older.replaceChildren(OLDER_WORDS[state] ?? '')
    if (state === 'failed') older.append(' ', h('button', { class: 'button', type: 'button', onclick: actions.loadOlder }, 'Try again'))
  }
}

function entriesOf({ timeline, connection }) {
  const runningTurn = timeline.running?.id
  const shown = timeline.entries()
  const usage = usageByMessage(shown, timeline.turns)
  const messages = shown.map(message => ({
    key: message.id, message, answered: timeline.answered.get(message.turnId), usage: usage.get(message.id),
    unfinished: !runningTurn || (message.turnId !== undefined && message.turnId !== runningTurn),
  }))
  const isBusy = runningTurn || timeline.queue().length > 0
  const prompts = timeline.prompts().filter(({ reason }) => reason || !isBusy)
    .map(prompt => ({ key: `prompt-${prompt.clientMessageId}`, prompt, isOnline: connection === 'connected' }))
  return [...messages, ...prompts]
}

/** What a turn has used is told once, below its last answer. */
function usageByMessage(messages, turns) {
  const last = new Map(messages.filter(({ role, turnId }) => role !== 'user' && turnId).map(({ id, turnId }) => [turnId, id]))
  return new Map([...last].map(([turnId, id]) => [id, turns.get(turnId)?.usage]))
}
