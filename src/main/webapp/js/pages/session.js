import { createApi } from '../api.js'
import { fitsBody } from '../connection/delivery.js'
import { Draft } from '../drafts.js'
import { defineTheme } from '../elements/theme.js'
import { createKept } from '../kept.js'
import { createNotifications } from '../notifications.js'
import { readHash } from '../page-hash.js'
import { createReader } from '../read-marks.js'
import { SessionFollower } from '../session-follower.js'
import { sessionShortcuts } from '../shortcuts.js'
import { createAnnouncer } from '../views/announcer.js'
import { createComposer } from '../views/composer.js'
import { createConversation } from '../views/conversation.js'
import { createFind } from '../views/find.js'
import { showGone } from '../views/gone.js'
import { createHeader } from '../views/header.js'
import { inTime } from '../views/in-time.js'
import { keepAboveKeyboard } from '../views/keyboard-room.js'
import { asksForLogin } from '../views/login.js'
import { createMarker } from '../views/marker.js'
import { wireNotifyButton } from '../views/notify-button.js'
import { createPanel } from '../views/panel.js'
import { createPlaces } from '../views/places.js'
import { createQueue } from '../views/queue.js'
import { createRenderer } from '../views/renderer.js'
import { createScrubber } from '../views/scrubber.js'
import { wireSessionKeys } from '../views/session-keys.js'
import { createShares } from '../views/shares.js'
import { wireShortcutsDialog } from '../views/shortcuts-dialog.js'
import { createTasks } from '../views/tasks.js'
import { toast, toastProblem } from '../views/toast.js'
import { showUser } from '../views/user.js'
import { composerWords, queueWords, sessionShortcutWords } from '../words.js'

const query = new URLSearchParams(location.search)
const id = query.get('id') ?? ''
const userId = query.get('userId') ?? undefined
/** Behind the #, where no server and no log ever sees it. */
const { share: token } = readHash(location.hash)
const readsOnly = Boolean(token)
const api = createApi({ userId, token })
const kept = createKept()
const find = selector => document.querySelector(selector)

const renderer = createRenderer(render)
const markRead = createReader(id)
const characters = kept.text('berth.shortcuts')
const follower = new SessionFollower({
  id, api, readsOnly, kept, on: {
    change: renderer.request, typing: () => composer?.showTyping(), said: () => composer?.hideTyping(), problem: toastProblem, gone,
  },
})
const { timeline } = follower
let who
let wasOnline = false

const header = createHeader(find('[data-header]'), {
  readsOnly, rename: title => tried(api.changeSession(id, { title })), leave: () => composer?.focus(),
})
const conversation = createConversation(document, {
  history: follower.history,
  reads: place => follower.reads(place),
  change: renderer.request,
  problem: toastProblem,
  retry,
  resend: prompt => send(prompt.content, prompt.mode, prompt.files) && follower.discard(prompt),
  editAgain: readsOnly ? undefined : message => composer.editAgain(message),
  discard: prompt => follower.discard(prompt),
  toComposer: readsOnly ? undefined : () => composer.focus(),
  // It means the search first, as long as something is looked for.
  escape: readsOnly ? undefined : () => finder.isLooking || composer.focus(),
  reply: readsOnly ? undefined : (permission, reply) => inTime(api.answerPermission(id, permission.id, reply), toastProblem),
  answer: readsOnly ? undefined : (question, answer) => inTime(api.answerQuestion(id, question.id, answer), toastProblem),
})
const marker = createMarker()
const places = createPlaces({ sessionId: id, conversation, onLink: element => finder.words() && marker.mark(element, finder.words()) })
const finder = createFind(document, {
  fetch: query => api.findMessages(id, query), goTo: places.goTo, onClose: marker.clear, characters: hasCharacters,
})
const scrubber = createScrubber(document, {
  fetch: query => api.events(id, query),
  lastSeq: () => timeline.seq,
  goTo: seq => conversation.toPlace(seq),
  place: () => timeline.messages.placeOf(conversation.place()?.message),
  leave: conversation.focusLinked,
  problem: toastProblem,
})
const queue = createQueue(find('[data-queue]'), {
  move: (turn, position) => tried(api.moveTurn(id, turn.id, position)),
  remove: turn => told(api.removeTurn(id, turn.id), queueWords.removed),
  rewrite: (turn, content) => told(api.rewriteTurn(id, turn.id, content), queueWords.rewritten),
  now: sendNow,
  discard: prompt => follower.discard(prompt),
  rescue: words => composer.add(words),
  leave: () => composer.focus(),
})
const composer = readsOnly ? undefined : createComposer(find('[data-composer]'), {
  send,
  stop: () => failing(api.stop(id)),
  typing: () => follower.typing(),
  changeMode: mode => tried(api.changeSession(id, { mode })),
  turnPage: conversation.turnPage,
  tell: words => announcer.tell(words),
}, new Draft(id, kept))
const panel = createPanel(document)
const tasks = createTasks(find('[data-tasks]'), {
  readsOnly,
  add: title => tried(api.addTask(id, { title })),
  change: (task, changes) => tried(api.changeTask(id, task.id, changes)),
  remove: task => tried(api.removeTask(id, task.id)),
})
const shares = createShares(find('[data-shares]'), {
  list: () => api.shares(id).catch(toastProblem),
  add: seconds => api.addShare(id, seconds).catch(toastProblem),
  revoke: share => tried(api.revokeShare(id, share.id)),
  addressOf: token => new URL(`session.html?${new URLSearchParams({ id })}#share=${token}`, location.href).href,
})
const notifications = createNotifications({ open() {}, changed: () => notify.render() })
const notify = wireNotifyButton(find('[data-action=notify]'), notifications)
const announcer = createAnnouncer(find('[data-announcer]'))
const shortcuts = wireShortcutsDialog(find('#shortcuts'), {
  shortcuts: sessionShortcuts, words: sessionShortcutWords,
  characters: hasCharacters(), change: allowed => characters.write(allowed ? null : 'off'),
})
wireSessionKeys({ characters: hasCharacters, help: shortcuts.open })
find('[data-action=shortcuts]').addEventListener('click', shortcuts.open)

for (const link of document.querySelectorAll('[data-home]')) if (userId) link.search = new URLSearchParams({ userId })
if (readsOnly) showGuest()
else showUser(find('[data-header]'), api)
keepAboveKeyboard()
defineTheme()
addEventListener('storage', ({ key, newValue }) => newValue === null && follower.keptRemoved(key))
follower.start().then(readsOnly ? undefined : opened, cannotOpen)

function render() {
  const isOnline = follower.connection === 'connected'
  if (isOnline && !wasOnline && !readsOnly) learnWho()
  wasOnline = isOnline
  header.render(follower)
  conversation.render(follower)
  places.render(follower)
  scrubber.render()
  queue.render(timeline, isOnline)
  composer?.render(timeline)
  panel.render(timeline)
  tasks.render(timeline.tasks.values())
  announcer.render(timeline)
  markRead(timeline.seq)
  if (follower.isSettled && !readsOnly) notifications.notice({ ...timeline.session, activity: timeline.activity })
}

function hasCharacters() {
  return characters.read() !== 'off'
}

function send(content, mode, files) {
  if (!fitsBody({ content, mode, files })) return toast(composerWords.tooLong, { role: 'alert' })
  const isTaken = follower.prompt(content, mode, files)
  if (!isTaken) return toast(composerWords.tooMany, { role: 'alert' })
  conversation.toEnd()
  if (timeline.running) announcer.tell(queueWords.queued)
  return true
}

/** What runs is stopped, and then this is the next. */
async function sendNow(turn) {
  const isNext = turn.position === 1 || await tried(api.moveTurn(id, turn.id, 1))
  if (isNext && timeline.running && timeline.running.id !== turn.id) await tried(api.stop(id))
}

async function retry(turn, button) {
  if (button.ariaDisabled === 'true') return
  button.ariaDisabled = 'true'
  if (!await tried(api.retryTurn(id, turn.id))) button.ariaDisabled = 'false'
}

function opened() {
  composer.focus()
  learnWho()
}

/** Without an answer it is asked again when the connection stands. */
async function learnWho() {
  if (who) return
  try {
    who = api.me()
    const { kind, agent } = await who
    composer.allowFiles(agent?.files === true)
    // Where nobody but the one person of this machine comes in, there is nobody to share with.
    if (kind !== 'local') shares.open()
  } catch (error) {
    who = undefined
    if (error.status !== 0) toastProblem(error)
  }
}

/** A guest reads; what would change anything is not there. */
function showGuest() {
  document.body.dataset.guest = ''
  find('[data-guest-note]').hidden = false
  for (const part of document.querySelectorAll('[data-composer], [data-queue], .add-task, [data-home], [data-action=notify]')) part.remove()
}

/** A connection that ends does not say where to log in again, so it has to be asked for. */
function gone(kind) {
  if (kind === 'unauthorised' && !readsOnly) api.me().then(() => showGone(kind), cannotOpen)
  else showGone(kind)
}

function cannotOpen(error) {
  if (!asksForLogin(error)) showGone({ 401: 'unauthorised', 404: 'missing' }[error.status] ?? 'refused', error.message)
}

/** Whether it worked; a refusal is shown. What it changed comes back as an event. */
const tried = promise => promise.then(() => true, error => { toastProblem(error); return false })

/** The same; a screen reader is told that it worked. */
async function told(promise, words) {
  const isDone = await tried(promise)
  if (isDone) announcer.tell(words)
  return isDone
}

const failing = promise => promise.catch(error => { toastProblem(error); throw error })
