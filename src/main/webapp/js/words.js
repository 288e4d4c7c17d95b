const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export const activityWords = { idle: 'Idle', running: 'Running', waiting: 'Waiting for you', failed: 'Failed' }

export const modeWords = { build: 'Build', plan: 'Plan' }

export const roleWords = { user: 'You', assistant: 'Agent', system: 'System' }

export const toolStateWords = { pending: 'Pending', running: 'Running', complete: 'Done', error: 'Failed', unfinished: 'Not finished' }

export const turnEndWords = {
  failed: 'The agent failed.',
  stopped: 'Stopped.',
  interrupted: 'The agent was interrupted.',
}

export const connectionWords = {
  connecting: 'Connecting…',
  connected: 'Live',
  disconnected: 'Offline, trying again',
  ended: 'Disconnected',
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
