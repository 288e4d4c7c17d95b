const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export const activityWords = { idle: 'Idle', running: 'Running', waiting: 'Waiting for you', failed: 'Failed' }

/** To whom only reads along. */
export const guestWaitingWords = 'Waiting for an answer'

export const presentWords = count => `${count} here`

export const archivedWord = 'Archived'

export const dismissWord = 'Dismiss'

export const logOutWords = 'Log out'

/** Parts of a message that have no name of their own. */
export const partWords = { error: 'Error', reasoning: 'Reasoning', subAgent: 'The sub-agent’s words', changes: 'Changes' }

export const changesLabel = name => `Changes to ${name || 'a file'}`

export const showAllWords = count => `Show all ${count} lines`

export const themeLabel = 'Theme'

export const themeWords = { system: 'System', light: 'Light', dark: 'Dark' }

export const modeWords = { build: 'Build', plan: 'Plan' }

export const roleWords = { user: 'You', assistant: 'Agent', system: 'System' }

export const toolStateWords = { pending: 'Pending', running: 'Running', complete: 'Done', error: 'Failed', unfinished: 'Not finished' }

export const turnEndWords = {
  failed: 'The agent failed.',
  stopped: 'Stopped.',
  interrupted: 'The agent was interrupted.',
}

export const turnWords = { working: 'Working', retry: 'Retry' }

/** What tools are called, by the name that the agent gives them. */
export const toolWords = {
  bash: 'Shell', shell: 'Shell', sh: 'Shell', exec: 'Shell', run: 'Shell', terminal: 'Shell',
  edit: 'Edit', multiedit: 'Edit', patch: 'Edit', apply_patch: 'Edit', write: 'Write', read: 'Read', view: 'Read',
  grep: 'Search', search: 'Search', codesearch: 'Search', glob: 'Find files', list: 'List', ls: 'List',
  todowrite: 'To-do list', todoread: 'To-do list', webfetch: 'Fetch', fetch: 'Fetch', websearch: 'Web search',
  task: 'Sub-agent', agent: 'Sub-agent',
}

const counted = (count, one, many) => `${count} ${count === 1 ? one : many}`

export const countWords = count => (count === 0 ? 'no hits' : counted(count, 'hit', 'hits'))
export const doneWords = (done, total) => `${done} of ${total} done`
export const exitWords = code => `exit ${code}`
export const stepWords = count => counted(count, 'step', 'steps')
export const lineRangeWords = (first, last) => (last ? `lines ${first}–${last}` : `from line ${first}`)
export const todoStateWords = { pending: 'To do', in_progress: 'In progress', completed: 'Done', cancelled: 'Cancelled' }

/** The parts of a tool's card. */
export const toolPartWords = {
  command: 'Command', output: 'Output', input: 'Input', search: 'Search', hits: 'Hits', file: 'File', prompt: 'Task',
  answer: 'Answer', todos: 'To-do list', subAgent: 'Sub-agent',
}
export const currentStepWords = (label, subject) => `Now: ${label} ${subject}`.trim()

export const permissionWords = {
  once: 'Allow once', always: 'Always allow in this session', reject: 'Reject', message: 'Message to the agent',
  optional: 'Optional, sent when you reject', command: 'Command', address: 'Address', file: 'File', details: 'Details', waiting: 'Waiting for an answer', alwaysNote: '“Always” would allow: ',
}

export const questionWords = {
  title: 'The agent asks', answer: 'Answer', dismiss: 'Dismiss', missing: 'Choose an answer or write your own.', own: 'Own answer',
  useOwn: 'Answer in your own words',
}

export const composerWords = {
  archived: 'This session is archived.',
  running: 'The agent is working. What you send waits in the queue.',
  waiting: 'Answer above. What you send here waits in the queue.',
  usual: 'Enter sends, Shift+Enter starts a new line.',
  typing: 'Someone is typing…',
  stop: 'Stop',
  stopping: 'Stopping…',
  tooMany: 'Too many messages are waiting to be sent.',
  tooLong: 'The message is too long to be sent: with its files it may have 1 MB.',
  noFiles: 'This agent takes no files.',
  changed: mode => `Mode: ${modeWords[mode]}`,
}

export const queueWords = {
  title: count => `Queued · ${count}`,
  up: 'Move up', down: 'Move down', remove: 'Remove from the queue', edit: 'Edit', now: 'Send now', save: 'Save', cancel: 'Cancel',
  field: 'Queued message', sending: 'Sending…', waiting: 'Will be sent when the connection is back',
  stopsFirst: 'Stops the agent and sends this next',
  queued: 'The message waits in the queue.',
  rewritten: 'The message in the queue was changed.',
  removed: 'The message was removed from the queue.',
}

export const promptWords = {
  sending: 'Sending…', waiting: 'Will be sent when the connection is back', again: 'Send again', discard: 'Discard', cancel: 'Cancel',
  notKept: 'Too large to outlast a reload: keep this page open until it is sent.',
}

export const messageWords = {
  copy: 'Copy the message', copied: 'Copied', notCopied: 'The browser did not let it be copied.', editAgain: 'Edit and send again',
}

export const fileWords = {
  download: name => `Download ${name}`, remove: name => `Remove ${name}`, removed: name => `Removed ${name}`,
  attached: names => `Attached: ${names.join(', ')}`,
  unreadable: name => `${name} could not be read.`,
}
export const tooManyFilesWords = max => `A message takes at most ${max} files.`
export const emptyFileWords = name => `${name} is empty.`
export const filesTooLargeWords = (name, size, max) =>
  `${name} (${sizeWords(size)}) is too much: the files of a message may have ${sizeWords(max)} together.`

/** "950 bytes", "12 kB", "1.3 MB". */
export function sizeWords(bytes) {
  if (bytes < 1_000) return counted(bytes, 'byte', 'bytes')
  return bytes < 999_500 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

export const connectionWords = {
  connecting: 'Connecting…',
  connected: 'Live',
  disconnected: 'Offline, trying again',
  ended: 'Disconnected',
}

export const codeWords = { copy: 'Copy', copied: 'Copied', refused: 'Not copied', noLanguage: 'Code' }

/** The name of a code block for those who do not see it. */
export const codeName = language => (language ? `Code, ${language}` : 'Code')

export const tableWords = 'Table'

export const imageWords = description => (description ? `Image: ${description}` : 'Image')

export const checkedWords = isChecked => (isChecked ? 'Done' : 'Not done')
/** What lies beyond the ends of the part of a session that is shown. */
export const edgeWords = {
  older: {
    more: 'Show earlier messages', loading: 'Loading earlier messages…', failed: 'Earlier messages could not be loaded.', again: 'Try again',
  },
  newer: {
    more: 'Show later messages', loading: 'Loading later messages…', failed: 'Later messages could not be loaded.', again: 'Try again',
  },
}

export const windowWords = { jumping: 'Loading that part of the session…', start: 'This is the beginning of the session.' }

/** On the button that leads to the end. */
export function latestWords({ isWaiting, unseen }) {
  if (isWaiting) return 'Waiting for an answer'
  return unseen > 0 ? `Latest · ${unseen} new` : 'Latest'
}

export const messageLinkWords = time => `Link to this message, ${time}`

export const unknownMessageWords = ({ status, message }) =>
  (status === 400 ? 'The message of this link is not in this session (any more). Here is the latest.' : message)

export const findWords = {
  finding: 'Searching…',
  none: hasMore => (hasMore ? 'No message so far; there are earlier ones.' : 'No message has these words.'),
  found: (count, hasMore) => (hasMore ? `The latest ${count} messages, there may be more` : `${count} ${count === 1 ? 'message' : 'messages'}`),
}

export const sessionShortcutWords = {
  send: 'Send the message',
  newLine: 'Start a new line in it',
  stop: 'Stop the agent; Esc from an empty message',
  mode: 'Switch the mode',
  page: 'Read on in the conversation, also from an empty message',
  ends: 'To the beginning and the end of the session',
  steps: 'Previous and next message, in the conversation',
  toComposer: 'From the conversation to the message',
  answer: 'Allow once, always, or reject, in what waits for an answer',
  find: 'Find in this session',
  help: 'This list',
}

const TURN_TICK_WORDS = { running: 'The agent began.', completed: 'The agent was done.', queued: 'A message waited for its turn.', ...turnEndWords }

const TASK_TICK_WORDS = { pending: 'Task', in_progress: 'Task begun', completed: 'Task done', cancelled: 'Task cancelled' }

/** What happened at a tick of the time line. */
export const tickWords = {
  message: ({ role, content }) => `${roleWords[role] ?? role}: ${shortened(content ?? '', 80) || '…'}`,
  turn: ({ state, reason }) => `${TURN_TICK_WORDS[state] ?? state}${reason ? ` ${reason}` : ''}`,
  question: ({ questions }) => `The agent asked “${shortened((questions ?? []).map(({ question }) => question).join(' '), 80)}”`,
  task: ({ status, title }) => `${TASK_TICK_WORDS[status] ?? 'Task'}: ${title}`,
}

export const scrubberWords = {
  nothing: 'Before anything happened.',
  loading: 'Loading what happened there…',
  at: ({ at, words }) => (at ? `${exactTime(at)}: ${words}` : words),
}

/** A text as one line of at most so many characters. */
function shortened(text, most) {
  const line = text.slice(0, 4 * most).replace(/\s+/g, ' ').trim()
  return line.length > most ? `${line.slice(0, most - 1)}…` : line
}

const WORKSPACE_WORDS = { cloning: 'Cloning…', ready: 'Ready', empty: 'Empty' }

/** "Cloning…", "Ready", "Failed: the repository was not found". */
export function workspaceWords({ state, reason }) {
  const words = WORKSPACE_WORDS[state] ?? 'Failed'
  return reason ? `${words.replace('…', '')}: ${reason}` : words
}

export const nameOf = session => `${session.repoOwner}/${session.repoName}`

/** Milliseconds as words such as "40 ms", "0.4 s", "12 s", "2 min 5 s". */
export function duration(ms) {
  const seconds = Math.round(ms / 1000)
  if (ms < 100) return `${Math.round(ms)} ms`
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`
  if (seconds < MINUTE) return `${seconds} s`
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min ${seconds % MINUTE} s`
  return `${Math.floor(seconds / HOUR)} h ${Math.floor(seconds % HOUR / MINUTE)} min`
}

/** Seconds since the epoch as words such as "3 min ago". */
export function ago(seconds, now = Date.now() / 1000) {
  const age = Math.max(0, now - seconds)
  if (age < MINUTE) return 'just now'
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min ago`
  if (age < DAY) return `${Math.floor(age / HOUR)} h ago`
  if (age < 2 * DAY) return 'yesterday'
  if (age < 30 * DAY) return `${Math.floor(age / DAY)} days ago`
  return new Date(seconds * 1000).toLocaleDateString(undefined, { dateStyle: 'medium' })
}

export const exactTime = seconds => new Date(seconds * 1000).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' })

/** The time of day, with the date before it unless it is today's. */
export function clock(seconds) {
  const date = new Date(seconds * 1000)
  const time = date.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })
  const today = date.toDateString() === new Date().toDateString()
  return today ? time : `${date.toLocaleDateString(undefined, { day: 'numeric', month: 'short' })}, ${time}`
}

export * from './dashboard-words.js'
