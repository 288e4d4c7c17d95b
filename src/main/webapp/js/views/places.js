import { changedHash, readHash } from '../page-hash.js'
import { unknownMessageWords } from '../words.js'
import { toast } from './toast.js'

/**
 * Where the reader is in the session, and where the address leads: a link to a message, at first and within the page, and
 * after a reload the place that was being read. `onLink(element)` is called when a message that was linked to is in view.
 */
export function createPlaces({ sessionId, conversation, onLink }) {
  const key = `berth.place.${sessionId}`
  const { share } = readHash(location.hash)
  let isOpen = false
  addEventListener('hashchange', onHash)
  addEventListener('pagehide', keep)
  return { render, goTo }

  function render(follower) {
    if (isOpen || !follower.isOpen) return
    isOpen = true
    const kept = isReload() && readKept(key)
    if (kept) comeBack(kept)
    else follow()
  }

  function goTo(message) {
    const hash = changedHash(location.hash, { message })
    if (hash === location.hash) follow()
    else location.hash = hash
  }

  /** The page of another link to share is another page. */
  function onHash() {
    if (readHash(location.hash).share !== share) location.reload()
    else if (isOpen) follow()
  }

  async function follow() {
    const { message } = readHash(location.hash)
    conversation.link(message)
    if (!message) return
    await conversation.toMessage(message, { onArrival }).catch(error => {
      toast(unknownMessageWords(error), { role: 'alert' })
      conversation.link(undefined)
      conversation.toEnd()
    })
  }

  function onArrival(element) {
    element.focus({ preventScroll: true })
    onLink(element)
  }

  function comeBack({ message, offset }) {
    conversation.link(readHash(location.hash).message)
    if (message) conversation.toMessage(message, { offset }).catch(() => conversation.toEnd())
  }

  function keep() {
    if (isOpen) store(key, conversation.place() ?? {})
  }
}

const isReload = () => ['reload', 'back_forward'].includes(performance.getEntriesByType('navigation')[0]?.type)

/** A browser may have no room for it, or be told to keep nothing; then the page opens at the end. */
function store(key, place) {
  try {
    sessionStorage.setItem(key, JSON.stringify(place))
  } catch {
    // Nothing is lost but the place.
  }
}

function readKept(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key))
  } catch {
    return null
  }
}
