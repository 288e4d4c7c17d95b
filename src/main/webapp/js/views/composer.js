import { modeWords } from '../words.js'
import { setText } from './dom.js'

const TYPING_EVERY_MS = 2_000
const TYPING_SHOWN_MS = 4_000

/** `actions` has `send(content, mode)` (false if not taken), `stop()`, `typing()` and `changeMode(mode)`. */
export function createComposer(form, actions) {
  const { content: input, mode: modes } = form.elements
  const stop = form.querySelector('[data-action=stop]')
  const hint = form.querySelector('[data-hint]')
  let typingToldAt = 0
  let othersTypeTimer
  let sessionMode
  let usualHint = ''

  form.addEventListener('submit', submit)
  input.addEventListener('keydown', onKey)
  input.addEventListener('input', onInput)
  stop.addEventListener('click', onStop)
  for (const mode of modes) mode.addEventListener('change', () => actions.changeMode(mode.value))
  return { render, showTyping, hideTyping, focus: () => input.focus() }

  function submit(event) {
    event.preventDefault()
    const content = input.value.trim()
    if (!content || input.readOnly || !actions.send(content, modes.value)) return
    input.value = ''
    typingToldAt = 0
    fit()
  }

  function onKey(event) {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    form.requestSubmit()
  }

  function onInput() {
    fit()
    if (Date.now() - typingToldAt < TYPING_EVERY_MS) return
    typingToldAt = Date.now()
    actions.typing()
  }

  function onStop() {
    stop.disabled = true
    actions.stop().catch(() => { stop.disabled = false })
  }

  function fit() {
    input.style.height = 'auto'
    input.style.height = `${input.scrollHeight}px`
  }

  function render({ session, running, activity }) {
    const isArchived = session?.status === 'archived'
    form.toggleAttribute('data-archived', isArchived)
    input.readOnly = isArchived
    stop.hidden = !running
    if (!running) stop.disabled = false
    showMode(session?.mode)
    usualHint = hintFor(isArchived ? 'archived' : activity)
    if (!othersTypeTimer) setText(hint, usualHint)
  }

  /** Only a change of the session's mode moves the switch, so a choice that is still on its way is not undone. */
  function showMode(mode) {
    if (mode === sessionMode || !(mode in modeWords)) return
    sessionMode = modes.value = mode
  }

  function showTyping() {
    clearTimeout(othersTypeTimer)
    form.dataset.typing = ''
    setText(hint, 'Someone is typing…')
    othersTypeTimer = setTimeout(hideTyping, TYPING_SHOWN_MS)
  }

  function hideTyping() {
    clearTimeout(othersTypeTimer)
    othersTypeTimer = undefined
    delete form.dataset.typing
    setText(hint, usualHint)
  }
}

const HINTS = {
  archived: 'This session is archived.',
  running: 'The agent is working. What you send waits in the queue.',
  waiting: 'Answer above. What you send here waits in the queue.',
}

const hintFor = state => HINTS[state] ?? 'Enter sends, Shift+Enter starts a new line.'
