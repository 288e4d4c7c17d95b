import { activityWords, nameOf } from '../words.js'
import { showConnection } from './connection.js'
import { setText } from './dom.js'

/** `rename(title)` is a promise of whether it worked. */
export function createHeader(element, { rename }) {
  const title = element.querySelector('[data-title]')
  const badge = element.querySelector('[data-activity]')
  const presence = element.querySelector('[data-presence]')
  let known = ''
  title.addEventListener('keydown', onKey)
  title.addEventListener('change', onChange)
  return { render }

  function onKey(event) {
    if (event.key === 'Escape') title.value = known
    if (event.key === 'Escape' || event.key === 'Enter') title.blur()
  }

  async function onChange() {
    const wanted = title.value.trim()
    if (wanted !== known && !await rename(wanted)) title.value = known
  }

  function render({ timeline, connection }) {
    showConnection(connection)
    if (timeline.session) showSession(timeline.session)
    badge.dataset.activity = timeline.activity
    setText(badge, activityWords[timeline.activity])
    presence.hidden = timeline.present < 2 || connection !== 'connected'
    setText(presence, `${timeline.present} here`)
  }

  function showSession(session) {
    setText(element.querySelector('[data-repository]'), nameOf(session))
    document.title = `${session.title || nameOf(session)} · Berth`
    title.disabled = session.status === 'archived'
    if (session.title === known) return
    known = session.title ?? ''
    if (document.activeElement !== title) title.value = known
  }
}
