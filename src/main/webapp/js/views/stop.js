import { composerWords } from '../words.js'
import { setText } from './dom.js'

/** The button that stops the agent. `stop()` is a promise; `leave()` takes the focus when the button goes. */
export function createStop(button, { stop, leave }) {
  const words = button.querySelector('span')
  let turnId
  let stopping
  button.addEventListener('click', begin)
  document.addEventListener('keydown', onKey)
  return { render, begin, get canStop() { return turnId !== undefined } }

  function onKey(event) {
    if (event.key !== '.' || !event.ctrlKey || event.altKey || turnId === undefined) return
    event.preventDefault()
    begin()
  }

  async function begin() {
    if (turnId === undefined || stopping === turnId) return
    show(stopping = turnId)
    await stop().catch(() => show(stopping = undefined))
  }

  function render(running) {
    const hadFocus = document.activeElement === button
    turnId = running?.id
    button.hidden = !running
    if (!running && hadFocus) leave()
    if (stopping !== turnId) stopping = undefined
    show(stopping)
  }

  /** Not disabled in truth: that would take the focus from it. */
  function show(isStopping) {
    button.setAttribute('aria-disabled', Boolean(isStopping))
    setText(words, isStopping ? composerWords.stopping : composerWords.stop)
  }
}
