import { filesOf } from '../attachments.js'
import { sourceOf } from '../parts.js'
import { composerWords, fileWords, modeWords } from '../words.js'
import { createAttached } from './attached.js'
import { setText } from './dom.js'
import { createStop } from './stop.js'

const TYPING_EVERY_MS = 2_000
const TYPING_SHOWN_MS = 4_000
const PAGES = { PageUp: -1, PageDown: 1 }

/**
 * `actions` has `send(content, mode, files)` (false if not taken), `stop()`, `typing()`, `changeMode(mode)`, `turnPage(direction)` of the
 * conversation and `tell(words)` for a screen reader; `draft` is what was written here before and not sent.
 */
export function createComposer(form, actions, draft) {
  const { content: input, mode: modes } = form.elements
  const hint = form.querySelector('[data-hint]')
  const editing = form.querySelector('[data-editing]')
  const attached = createAttached(form, { mayAttach: () => !input.readOnly, tell: actions.tell })
  const stop = createStop(form.querySelector('[data-action=stop]'), { stop: actions.stop, leave: () => input.focus() })
  let typingToldAt = 0
  let othersTypeTimer
  let sessionMode
  let usualHint = ''
  /** What was here before an earlier message was brought back: `{text, files}`. */
  let setAside

  form.addEventListener('submit', submit)
  input.addEventListener('keydown', onKey)
  input.addEventListener('input', onInput)
  editing.querySelector('button').addEventListener('click', endEditing)
  document.addEventListener('keydown', onModeKey)
  for (const mode of modes) mode.addEventListener('change', () => actions.changeMode(mode.value))
  write(draft.read())
  return { render, showTyping, hideTyping, editAgain, add, allowFiles: attached.allow, focus: () => input.focus() }

  function submit(event) {
    event.preventDefault()
    const files = attached.list()
    const content = input.value.trim() || (files.length > 0 ? fileWords.attached(attached.names()) : '')
    if (!content || input.readOnly || !actions.send(content, modes.value, files)) return
    attached.take()
    typingToldAt = 0
    if (setAside) return endEditing()
    draft.drop()
    write('')
  }

  /** The key that ends a word in an input method says 229 in Safari, and `isComposing` no more. */
  function onKey(event) {
    if (event.isComposing || event.keyCode === 229) return
    if (event.key === 'Escape') return onEscape()
    if (PAGES[event.key] && input.value === '') return onPage(event)
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    form.requestSubmit()
  }

  function onEscape() {
    if (setAside) endEditing()
    else if (input.value === '') stop.begin()
  }

  /** An empty message has no pages. */
  function onPage(event) {
    if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    actions.turnPage(PAGES[event.key])
  }

  function onModeKey(event) {
    if (event.code !== 'KeyM' || !event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const choices = [...modes]
    choices[(choices.findIndex(({ checked }) => checked) + 1) % choices.length].click()
    actions.tell(composerWords.changed(modes.value))
  }

  function onInput() {
    fit()
    if (!setAside) draft.write(input.value)
    if (Date.now() - typingToldAt < TYPING_EVERY_MS) return
    typingToldAt = Date.now()
    actions.typing()
  }

  /** Brings an earlier message back, to be sent as a new one; what is here meanwhile comes back afterwards. */
  function editAgain(message) {
    setAside ??= { text: input.value, files: attached.take() }
    attached.take()
    attached.put(filesOf(message))
    editing.hidden = false
    write(sourceOf(message))
    input.focus()
    input.setSelectionRange(input.value.length, input.value.length)
  }

  function endEditing() {
    const { text, files } = setAside
    setAside = undefined
    attached.take()
    attached.put(files)
    editing.hidden = true
    write(text)
    input.focus()
  }

  /** Adds words that would be lost otherwise. */
  function add(words) {
    write(input.value.trim() === '' ? words : `${input.value.trimEnd()}\n\n${words}`)
    if (!setAside) draft.write(input.value)
  }

  function write(text) {
    input.value = text
    fit()
  }

  function fit() {
    input.style.height = 'auto'
    input.style.height = `${input.scrollHeight}px`
  }

  function render({ session, running, activity }) {
    const isArchived = session?.status === 'archived'
    form.toggleAttribute('data-archived', isArchived)
    input.readOnly = isArchived
    stop.render(running)
    showMode(session?.mode)
    usualHint = composerWords[isArchived ? 'archived' : activity] ?? composerWords.usual
    if (!othersTypeTimer) setText(hint, usualHint)
  }

  /** Only a change of the session's mode moves the switch, so a choice that is still on its way is not undone. */
  function showMode(mode) {
    if (mode === sessionMode || !Object.hasOwn(modeWords, mode ?? '')) return
    sessionMode = modes.value = mode
  }

  function showTyping() {
    clearTimeout(othersTypeTimer)
    form.dataset.typing = ''
    setText(hint, composerWords.typing)
    othersTypeTimer = setTimeout(hideTyping, TYPING_SHOWN_MS)
  }

  function hideTyping() {
    clearTimeout(othersTypeTimer)
    othersTypeTimer = undefined
    delete form.dataset.typing
    setText(hint, usualHint)
  }
}
