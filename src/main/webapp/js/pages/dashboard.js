import { createApi } from '../api.js'
import { followDashboard } from '../dashboard-feed.js'
import { defineConnection } from '../elements/connection.js'
import { defineTheme } from '../elements/theme.js'
import { createKept } from '../kept.js'
import { createNotifications } from '../notifications.js'
import { readMarks } from '../read-marks.js'
import { Repositories } from '../repositories.js'
import { isFiltered, noFilters, readFilters, writeFilters } from '../session-filters.js'
import { SessionList } from '../session-list.js'
import { shortcuts as dashboardShortcuts } from '../shortcuts.js'
import { createCardFocus } from '../views/card-focus.js'
import { createCardMenu } from '../views/card-menu.js'
import { wireDashboardKeys } from '../views/dashboard-keys.js'
import { asksForLogin, letsNobodyIn } from '../views/login.js'
import { createMore } from '../views/more.js'
import { wireNewSessionDialog } from '../views/new-session-dialog.js'
import { wireNotifyButton } from '../views/notify-button.js'
import { createRenderer } from '../views/renderer.js'
import { createResults } from '../views/results.js'
import { createSessionActions } from '../views/session-actions.js'
import { createSessionGroups } from '../views/session-groups.js'
import { wireShortcutsDialog } from '../views/shortcuts-dialog.js'
import { toastProblem } from '../views/toast.js'
import { createToolbar } from '../views/toolbar.js'
import { showUser } from '../views/user.js'
import { createWaiting } from '../views/waiting.js'
import { WaitingList } from '../waiting-list.js'
import { changedWords, shortcutWords } from '../words.js'

/** How long the first cards wait for what stands above them. */
const WAITING_MS = 500

const userId = new URLSearchParams(location.search).get('userId') ?? undefined
const api = createApi({ userId })
const find = selector => document.querySelector(selector)
defineConnection()
defineTheme()
const connection = find('[data-connection]')
const renderer = createRenderer(render)
const on = { change: renderer.request, problem }
const grouping = createKept().text('berth.grouped')
const characters = createKept().text('berth.shortcuts')
/** The card that was left last, to go on there. */
const left = createKept(() => sessionStorage).text('berth.left')

const list = new SessionList({ api, on, filters: readFilters(location.search) })
const waiting = new WaitingList({ api, on })
const repositories = new Repositories({ api, on })
const notifications = createNotifications({ open: session => location.assign(hrefOf(session)), changed: () => notify.render() })
const notify = wireNotifyButton(find('[data-action=notify]'), notifications)
const actions = createSessionActions({
  api,
  marks: readMarks,
  changed: session => heard({ type: 'session', session }),
  removed: ({ id }) => heard({ type: 'session-deleted', sessionId: id }),
  problem,
})
const { isUnread } = actions
const menu = createCardMenu({ choose: act, isUnread })
const groups = createSessionGroups(find('[data-sessions]'), {
  hrefOf, isUnread, rename: actions.rename, openMenu: menu.open, changed: renderer.request,
})
const focus = createCardFocus(find('[data-sessions]'), { leave: () => toolbar.focus() })
const results = createResults(document, {
  clear: () => filter(noFilters), showArchived: () => filter({ ...noFilters, status: 'archived' }),
})
const more = createMore(find('[data-action=more]'), { load: () => list.loadMore(), leave: () => focus.move('previous') || toolbar.focus() })
const toolbar = createToolbar(find('[data-toolbar]'), { filters: list.filters, change: filter })
const waitingView = createWaiting(find('[data-waiting]'), {
  hrefOf,
  reply: actions.reply,
  answer: actions.answer,
  showAll: () => filter({ ...noFilters, activity: 'waiting' }),
  // Not to a card: the letters of who goes on answering would act on it.
  leave: () => find('h1').focus(),
})
const dialog = wireNewSessionDialog(find('#new-session'), create)
const shortcuts = wireShortcutsDialog(find('#shortcuts'), {
  shortcuts: dashboardShortcuts, words: shortcutWords, characters: characters.read() !== 'off', change: allowed => characters.write(allowed ? null : 'off'),
})
const group = find('[data-action=group]')

for (const link of document.querySelectorAll('[data-home]')) if (userId) link.search = new URLSearchParams({ userId })
for (const button of document.querySelectorAll('[data-action=new-session]')) button.addEventListener('click', dialog.open)
find('[data-action=shortcuts]').addEventListener('click', shortcuts.open)
group.addEventListener('click', changeGrouping)
wireDashboardKeys({
  focus, characters: () => characters.read() !== 'off', on: {
    search: toolbar.focus, new: dialog.open, group: changeGrouping, help: shortcuts.open, card: (action, id) => act(action, list.get(id)),
  },
})
readMarks.onChange(renderer.request)
addEventListener('pagehide', () => left.write(focus.idOf() ?? null))
let isShown = false
let leftId = left.read()
/** Whether the stream was opened while the list was on its way; what happened between the two nobody has told. */
let isStale = false
const stopFollowing = followDashboard({ url: api.dashboardEvents(), onOpen, onEvent: heard, onLost })
open()
showUser(find('.masthead'), api)

/** The first cards come together with what waits above them, so that nothing moves under the reader's hand. */
async function open() {
  const late = new Promise(resolve => { setTimeout(resolve, WAITING_MS) })
  await Promise.all([list.load(), Promise.race([waiting.load(), late])])
  isShown = true
  repositories.load()
  loaded()
  if (isStale) await reload()
}

/** What happened before the stream was open was not told by it. */
async function onOpen() {
  connection.state = 'connected'
  if (isShown) await reload()
  else isStale = true
}

async function reload() {
  waiting.load()
  repositories.load()
  await list.load()
  loaded()
}

function loaded() {
  const sessions = list.shown()
  repositories.see(sessions)
  for (const session of sessions.toReversed()) notifications.notice(session)
  if (list.isComplete && !isFiltered(list.filters)) readMarks.begin(sessions)
  renderer.request()
}

/** A stream that is refused does not say why, so it has to be asked for. */
function onLost() {
  connection.state = 'disconnected'
  api.me().catch(error => isRefused(error) && stopFollowing())
}

function problem(error) {
  if (isRefused(error)) stopFollowing()
  else toastProblem(error)
}

function isRefused(error) {
  return asksForLogin(error) || letsNobodyIn(error)
}

function heard(event) {
  list.apply(event)
  waiting.apply(event)
  repositories.apply(event)
  if (event.type === 'session') notifications.notice(event.session)
  if (event.type === 'session-deleted') notifications.forget(event.sessionId)
}

async function filter(filters) {
  history.replaceState(history.state, '', location.pathname + writeFilters(location.search, filters))
  toolbar.show(filters)
  if (await list.filter(filters)) results.tell(list)
}

function act(action, session) {
  if (!session) return
  if (action === 'rename') groups.cardOf(cardElement(session)).edit()
  if (action === 'archive' || action === 'restore') actions.archive(session)
  if (action === 'read') read(session)
  if (action === 'delete') actions.remove(session)
  if (action === 'menu') menu.open(session, cardElement(session).querySelector('[data-action=menu]'))
}

function read(session) {
  actions.read(session)
  results.say(changedWords.read(session))
}

function cardElement({ id }) {
  return find(`[data-sessions] [data-session-id="${CSS.escape(id)}"]`)
}

async function create(session, key) {
  location.assign(hrefOf(await api.createSession(session, key)))
}

function changeGrouping() {
  grouping.write(grouping.read() ? null : 'yes')
  renderer.request()
}

function hrefOf({ id }) {
  return `session.html?${new URLSearchParams(userId ? { id, userId } : { id })}`
}

/** To the card that led away, unless the reader was quicker. */
function comeBack() {
  if (document.activeElement === document.body) focus.to(leftId)
  leftId = undefined
}

function render() {
  if (!isShown) return
  const isGrouped = Boolean(grouping.read())
  const sessions = list.shown()
  group.setAttribute('aria-pressed', isGrouped)
  focus.keep(() => groups.render(sessions, { isGrouped, hasMore: list.hasMore }))
  if (leftId) comeBack()
  waitingView.render(waiting)
  toolbar.showRepositories(repositories.list())
  results.render(list, sessions, repositories.total > 0)
  more.render(list)
}
