import { forgetSession } from '../kept.js'
import { changedWords, removalWords } from '../words.js'
import { confirm } from './confirm.js'
import { inTime } from './in-time.js'
import { toastWithUndo } from './undo-toast.js'

/** What the reader does to a session from the dashboard; `changed(session)` and `removed(session)` tell what has come of it. */
export function createSessionActions({ api, marks, changed, removed, problem }) {
  const changing = new Set()
  return { isUnread, rename, archive, read, remove, reply, answer }

  /** What its reader is doing themselves is no news to them, also while the answer is on its way. */
  function isUnread(session) {
    return !changing.has(session.id) && marks.isUnread(session)
  }

  function rename(session, title) {
    return change(session, { title })
  }

  async function archive(session) {
    const isArchived = session.status === 'archived'
    const latest = await change(session, { status: isArchived ? 'active' : 'archived' })
    if (latest) toastWithUndo(changedWords[isArchived ? 'restored' : 'archived'](latest), () => change(latest, { status: session.status }))
  }

  function read(session) {
    marks.markRead(session.id, session.seq)
    changed(session)
  }

  async function remove(session) {
    if (!await confirm(removalWords(session))) return
    await tried(api.deleteSession(session.id).then(() => gone(session)))
  }

  /** What this browser has kept of it, unsent or half written, goes with it. */
  function gone(session) {
    forgetSession(session.id)
    removed(session)
  }

  function reply(session, permission, body) {
    return inTime(api.answerPermission(session.id, permission.id, body), problem)
  }

  function answer(session, question, body) {
    return inTime(api.answerQuestion(session.id, question.id, body), problem)
  }

  /** The session as it is then, or undefined. */
  async function change(session, changes) {
    const wasRead = !isUnread(session)
    if (wasRead) changing.add(session.id)
    const latest = await tried(api.changeSession(session.id, changes))
    changing.delete(session.id)
    if (!latest) return undefined
    if (wasRead) marks.markRead(latest.id, latest.seq)
    changed(latest)
    return latest
  }

  function tried(promise) {
    return promise.catch(error => { problem(error) })
  }
}
