import { latestWords } from '../words.js'
import { setText } from './dom.js'

/** The button that leads to the end; whoever reads further up sees there how much is new, and that the agent waits. */
export function createLatest(button, toEnd, leave) {
  const words = button.querySelector('span')
  button.addEventListener('click', toEnd)
  return { render, show }

  /** The focus goes on to where the reader is when the button that has it goes. */
  function show(isShown) {
    if (!isShown && document.activeElement === button) leave()
    button.hidden = !isShown
  }

  function render({ unseen, timeline }) {
    const isWaiting = timeline.pending().length > 0
    button.toggleAttribute('data-waiting', isWaiting)
    setText(words, latestWords({ isWaiting, unseen }))
  }
}
