import { defineBadge } from '../elements/badge.js'
import { defineConnection } from '../elements/connection.js'
import { guestWaitingWords, nameOf, presentWords } from '../words.js'
import { setText } from './dom.js'

/** `rename(title)` is a promise of whether it worked; `leave()` takes the focus when it came from nowhere. */
export function createHeader(element, { rename, leave, readsOnly = false }) {
  defineBadge()
  defineConnection()
  const title = element.querySelector('[data-title]')
  const badge = element.querySelector('[data-activity]')
  const connectionState = element.querySelector('[data-connection]')
  const presence = element.querySelector('[data-presence]')
  let known = ''
  let cameFrom
  title.addEventListener('focus', event => { cameFrom = event.relatedTarget })
  title.addEventListener('keydown', onKey)
  title.addEventListener('change', onChange)
  return { render }

  function onKey(event) {
    if (event.isComposing || event.key !== 'Escape' && event.key !== 'Enter') return
    if (event.key === 'Escape') title.value = known
    event.preventDefault()
    giveBack()
  }

  function giveBack() {
    cameFrom?.focus({ preventScroll: true })
    if (document.activeElement === title) leave()
  }

  async function onChange() {
    const wanted = title.value.trim()
    if (wanted !== known && !await rename(wanted)) title.value = known
  }

  function render({ timeline, connection }) {
    connectionState.state = connection
    if (timeline.session) showSession(timeline.session)
    badge.activity = timeline.activity
    if (readsOnly && timeline.activity === 'waiting') setText(badge, guestWaitingWords)
    presence.hidden = timeline.present < 2 || connection !== 'connected'
    setText(presence, presentWords(timeline.present))
  }

  function showSession(session) {
    setText(element.querySelector('[data-repository]'), nameOf(session))
    document.title = `${session.title || nameOf(session)} · Berth`
    title.disabled = readsOnly || session.status === 'archived'
    if (session.title === known) return
    known = session.title ?? ''
    if (document.activeElement !== title) title.value = known
  }
}
