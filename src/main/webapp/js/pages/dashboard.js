import { createApi } from '../api.js'
import { followDashboard } from '../dashboard-feed.js'
import { LiveList } from '../live-list.js'
import { confirm } from '../views/confirm.js'
import { createKeyedList } from '../views/keyed-list.js'
import { wireNewSessionDialog } from '../views/new-session-dialog.js'
import { showConnection } from '../views/connection.js'
import { createSessionCard } from '../views/session-card.js'
import { toastProblem } from '../views/toast.js'
import { nameOf } from '../words.js'

const PAGE = 50
const MOST = 1_000
const CLOCK_MS = 30_000

const userId = new URLSearchParams(location.search).get('userId') ?? undefined
const api = createApi({ userId })
const sessions = new LiveList()
let next

const find = selector => document.querySelector(selector)
const showCards = createKeyedList(find('[data-sessions]'), {
  key: session => session.id,
  create: session => createSessionCard(session, { hrefOf, onDelete: remove }),
})
const dialog = wireNewSessionDialog(find('#new-session'), create)

for (const button of document.querySelectorAll('[data-action=new-session]')) button.addEventListener('click', dialog.open)
find('[data-action=more]').addEventListener('click', () => loadMore().catch(toastProblem))
setInterval(render, CLOCK_MS)
followDashboard({ url: api.dashboardEvents(), onOpen, onEvent, onLost: () => showConnection('disconnected') })
load().catch(toastProblem)

function onOpen() {
  showConnection('connected')
  load().catch(toastProblem)
}

function onEvent({ type, session, sessionId }) {
  if (type === 'session') sessions.put(session)
  if (type === 'session-deleted') sessions.remove(sessionId)
  render()
}

async function load() {
  let link
  const limit = Math.min(MOST, Math.max(PAGE, sessions.size))
  const isLatest = await sessions.load(async () => {
    const page = await api.sessions({ limit })
    link = page.next
    return page.items
  })
  if (!isLatest) return
  next = link
  find('[data-loading]').hidden = true
  render()
}

async function loadMore() {
  const page = await api.sessionsAt(next)
  next = page.next
  sessions.add(page.items)
  render()
}

async function create(session, key) {
  const created = await api.createSession(session, key)
  location.assign(hrefOf(created))
}

async function remove(session) {
  const text = `“${session.title || 'Untitled session'}” of ${nameOf(session)} and all its messages will be gone for good.`
  if (!await confirm({ title: 'Delete this session?', text, action: 'Delete' })) return
  try {
    await api.deleteSession(session.id)
    sessions.remove(session.id)
    render()
  } catch (error) {
    toastProblem(error)
  }
}

function hrefOf({ id }) {
  return `session.html?${new URLSearchParams(userId ? { id, userId } : { id })}`
}

function render() {
  const loaded = find('[data-loading]').hidden
  showCards(sessions.values().sort(byLastActivity))
  find('[data-empty]').hidden = !loaded || sessions.size > 0
  find('[data-action=more]').hidden = !next
}

function byLastActivity(a, b) {
  return b.lastActivity - a.lastActivity || sessions.rank(b.id) - sessions.rank(a.id)
}
