import { nameOf } from './words.js'

/** What the dashboard says. */
export const titleOf = session => session.title || 'Untitled session'


export const unreadWords = 'Unread: '

/** The page's title tells how many wait. */
export const dashboardTitle = waiting => (waiting > 0 ? `(${waiting}) Sessions · Berth` : 'Sessions · Berth')

/** "3 of 5 tasks" */
export const tasksWords = ({ done, total }) => `${done} of ${total} ${total === 1 ? 'task' : 'tasks'}`

/** "12 sessions", "More than 50 sessions" */
export function resultsWords(count, hasMore) {
  if (count === 0 && !hasMore) return 'No sessions match.'
  return `${hasMore ? 'More than ' : ''}${count} ${count === 1 ? 'session' : 'sessions'}.`
}

export const menuWords = {
  menu: 'Actions', read: 'Mark as read', rename: 'Rename', archive: 'Archive', restore: 'Restore', delete: 'Delete',
}

export const menuLabel = session => `Actions for ${titleOf(session)}`

export const renameLabel = session => `New title for ${titleOf(session)}`

export const removalWords = session => ({
  title: 'Delete this session?',
  text: `“${titleOf(session)}” of ${nameOf(session)} and all its messages will be gone for good.`,
  action: 'Delete',
})

export const changedWords = {
  archived: session => `Archived “${titleOf(session)}”.`,
  restored: session => `Restored “${titleOf(session)}”.`,
  read: session => `Marked “${titleOf(session)}” as read.`,
}

export const undoWords = 'Undo'

export const filterWords = { anyActivity: 'Any activity', anyRepository: 'All repositories' }

/** "acme/rocket (12)" */
export const repositoryWords = ({ name, sessions }) => (sessions === undefined ? name : `${name} (${sessions})`)

export const groupCount = (count, hasMore) => `${count}${hasMore ? '+' : ''}`

export const allSessionsWords = 'All sessions'

export const moreWords = { idle: 'Load more', loading: 'Loading…', failed: 'Try again' }

export const waitingWords = {
  loading: 'Asking what it waits for…',
  failed: 'What it asks could not be loaded.',
  nothing: 'It waits for you.',
  all: count => `Show all ${count} that wait`,
}

/** For a screen reader, when a session begins to wait. */
export const waitingNow = count => (count === 1 ? '1 session waits for you.' : `${count} sessions wait for you.`)

export const notifyWords = {
  on: 'Notifications on',
  off: 'Notify me',
  blocked: 'Your browser blocks notifications for this page. Allow them in its settings, then try again.',
  isOn: 'You will be told when a session waits for you, fails or ends its turn while this page is hidden.',
  isOff: 'Notifications are off.',
}

const NEWS_WORDS = { waiting: 'Waits for your answer.', failed: 'The agent failed.', ended: 'The turn has ended.' }

export const newsWords = (session, kind) => ({ title: session.title || nameOf(session), body: NEWS_WORDS[kind] })

export const shortcutWords = {
  search: 'Search',
  clear: 'Clear the search, or close what is open',
  next: 'Next session',
  previous: 'Previous session',
  below: 'Session below',
  above: 'Session above',
  open: 'Open the session',
  rename: 'Rename the session',
  archive: 'Archive or restore the session',
  read: 'Mark the session as read',
  menu: 'All actions for the session',
  delete: 'Delete the session, after asking',
  new: 'New session',
  group: 'Group by repository, or not',
  help: 'This list',
}

export const keyWords = { ArrowDown: '↓', ArrowUp: '↑', ArrowRight: '→', ArrowLeft: '←', Escape: 'Esc', PageUp: 'Page↑', PageDown: 'Page↓' }
