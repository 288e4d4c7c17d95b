import { edgeWords, windowWords } from '../words.js'
import { setText } from './dom.js'

/** Loading is told only to who waits for it; most pages are there before they are reached. */
const LONG_MS = 1_000

/** Tells a screen reader where the window on the session is going. */
export function createWindowAnnouncer(element) {
  let shown = {}
  let timer
  return { render }

  function render({ older, newer, isJumping }) {
    const loading = isJumping ? windowWords.jumping : older === 'loading' ? edgeWords.older.loading : newer === 'loading' && edgeWords.newer.loading
    if (loading !== shown.loading) tellLater(loading)
    if (shown.older === 'loading' && older === 'complete') tell(windowWords.start)
    if (older === 'failed' && shown.older !== older) tell(edgeWords.older.failed)
    if (newer === 'failed' && shown.newer !== newer) tell(edgeWords.newer.failed)
    shown = { older, newer, loading }
  }

  function tellLater(words) {
    clearTimeout(timer)
    if (words) timer = setTimeout(() => tell(words), LONG_MS)
  }

  function tell(words) {
    setText(element, words)
  }
}
