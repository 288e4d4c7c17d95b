import { tooLateWords } from '../answers.js'
import { createApi } from '../api.js'
import { SessionFollower } from '../session-follower.js'
import { createAnnouncer } from '../views/announcer.js'
import { createComposer } from '../views/composer.js'
import { createConversation } from '../views/conversation.js'
import { showGone } from '../views/gone.js'
import { createHeader } from '../views/header.js'
import { createPanel } from '../views/panel.js'
import { createQueue } from '../views/queue.js'
import { createRenderer } from '../views/renderer.js'
import { createTasks } from '../views/tasks.js'
import { toast, toastProblem } from '../views/toast.js'

const query = new URLSearchParams(location.search)
const id = query.get('id') ?? ''
const userId = query.get('userId') ?? undefined
const api = createApi({ userId })
const find = selector => document.querySelector(selector)

const renderer = createRenderer(render)
const follower = new SessionFollower({
  id, api, on: {
    change: renderer.request, typing: () => composer.showTyping(), said: () => composer.hideTyping(), problem: toastProblem, gone: showGone,
  },
})
const { timeline } = follower

const header = createHeader(find('[data-header]'), { rename: title => tried(api.changeSession(id, { title })) })
const conversation = createConversation(document, {
  loadOlder: () => follower.loadOlder(),
  retry,
  resend: prompt => send(prompt.content, prompt.mode) && follower.discard(prompt),
  discard: prompt => follower.discard(prompt),
  reply: (permission, reply) => inTime(api.answerPermission(id, permission.id, reply)),
  answer: (question, answer) => inTime(api.answerQuestion(id, question.id, answer)),
})
const queue = createQueue(find('[data-queue]'), {
  move: (turn, position) => tried(api.moveTurn(id, turn.id, position)),
  remove: turn => tried(api.removeTurn(id, turn.id)),
})
const composer = createComposer(find('[data-composer]'), {
  send,
  stop: () => failing(api.stop(id)),
  typing: () => follower.typing(),
  changeMode: mode => tried(api.changeSession(id, { mode })),
})
const panel = createPanel(document)
const tasks = createTasks(find('[data-tasks]'), {
  add: title => tried(api.addTask(id, { title })),
  change: (task, changes) => tried(api.changeTask(id, task.id, changes)),
  remove: task => tried(api.removeTask(id, task.id)),
})
const announcer = createAnnouncer(find('[data-announcer]'))

for (const link of document.querySelectorAll('[data-home]')) if (userId) link.search = new URLSearchParams({ userId })
follower.start().then(() => composer.focus(), cannotOpen)

function render() {
  header.render(follower)
  conversation.render(follower)
  queue.render(timeline)
  composer.render(timeline)
  panel.render(timeline)
  tasks.render(timeline.tasks.values())
  announcer.render(timeline)
}

function send(content, mode) {
  const isTaken = follower.prompt(content, mode)
  if (isTaken) conversation.toBottom()
  else toast('Too many messages are waiting to be sent.', { role: 'alert' })
  return isTaken
}

async function retry(turn, button) {
  button.disabled = true
  if (!await tried(api.retryTurn(id, turn.id))) button.disabled = false
}

function cannotOpen(error) {
  showGone({ 401: 'unauthorised', 404: 'missing' }[error.status] ?? 'refused', error.message)
}

/** Whether it worked; a refusal is shown. What it changed comes back as an event. */
const tried = promise => promise.then(() => true, error => { toastProblem(error); return false })

/** Whether an answer was taken. Of two, the first counts: whoever comes second is told what it was. */
const inTime = promise => promise.then(() => true, error => {
  if (error.status === 409) toast(tooLateWords(error.problem.permission ?? error.problem.question))
  else toastProblem(error)
  return false
})

const failing = promise => promise.catch(error => { toastProblem(error); throw error })
