/** The longest words that are searched for. */
export const WORDS_MAX = 200

const STATUSES = ['active', 'archived', 'all']
const ACTIVITIES = ['running', 'waiting', 'failed']
const REPOSITORY = /^[^/]+\/[^/]+$/

export const noFilters = Object.freeze({ q: '', status: 'active', activity: '', repo: '' })

/** The filters that an address tells; what makes no sense is left out. */
export function readFilters(search) {
  const query = new URLSearchParams(search)
  const oneOf = (name, values, otherwise) => (values.includes(query.get(name)) ? query.get(name) : otherwise)
  return {
    q: (query.get('q') ?? '').slice(0, WORDS_MAX),
    status: oneOf('status', STATUSES, noFilters.status),
    activity: oneOf('activity', ACTIVITIES, ''),
    repo: REPOSITORY.test(query.get('repo') ?? '') ? query.get('repo') : '',
  }
}

/** The same address with other filters; what is as usual is not in it, what else is in it stays. */
export function writeFilters(search, filters) {
  const query = new URLSearchParams(search)
  for (const [name, value] of Object.entries(filters)) {
    if (value === noFilters[name]) query.delete(name)
    else query.set(name, value)
  }
  return query.size > 0 ? `?${query}` : ''
}

/** What `GET /sessions` is asked for. */
export function queryOf({ q, status, activity, repo }) {
  return {
    q: q.trim() || undefined,
    status: status === 'all' ? undefined : status,
    activity: activity || undefined,
    repo: repo || undefined,
  }
}

/** Whether the server would give this session for these filters. */
export function matches(session, { q, status, activity, repo }) {
  const name = `${session.repoOwner}/${session.repoName}`
  return (status === 'all' || session.status === status)
    && (!activity || session.activity === activity)
    && (!repo || name === repo)
    && contains(`${name} ${session.title ?? ''} ${session.id}`, q.trim())
}

const contains = (text, words) => words === '' || text.toLowerCase().includes(words.toLowerCase())

/** Whether anything narrows the list beyond what is usual. */
export const isFiltered = filters => Object.keys(noFilters).some(name => filters[name].trim() !== noFilters[name])
