import { LiveList } from './live-list.js'
import { matches, noFilters, queryOf } from './session-filters.js'

export const PAGE = 50
/** The most that the server gives at once. */
const AT_ONCE_MAX = 1_000

/**
 * The sessions that the dashboard lists: page after page for the present filters, and kept up to date by the events of
 * the dashboard's stream. Knows no DOM. `on` has `change()` and `problem(error)`.
 */
export class SessionList {
  filters = noFilters
  /** Whether the list for these filters has come. */
  isComplete = false
  isLoading = false
  isLoadingMore = false
  /** Whether the last try for a further page failed: then only the reader tries again. */
  hasFailed = false
  #items = new LiveList()
  #next
  #latest
  #shown
  #api
  #on

  constructor({ api, on, filters = noFilters }) {
    this.#api = api
    this.#on = on
    this.filters = filters
  }

  get hasMore() {
    return Boolean(this.#next)
  }

  get size() {
    return this.#items.size
  }

  get(id) {
    return this.#items.get(id)
  }

  /** What is to be shown, newest activity first; also while the list for other filters is on its way. */
  shown() {
    this.#shown ??= this.#items.values().filter(session => matches(session, this.filters)).sort(this.#byLastActivity)
    return this.#shown
  }

  /** Shows what matches from now on. Resolves to whether the list has come, and nothing else was wished for meanwhile. */
  filter(filters) {
    this.filters = filters
    this.isComplete = false
    this.#next = undefined
    return this.load(PAGE)
  }

  /** Fetches the list again, as much of it as there is. What is there stays until the answer comes, or if none does. */
  async load(count = Math.max(PAGE, this.#items.size)) {
    const load = this.#latest = {}
    this.isLoading = true
    this.#changed()
    try {
      await this.#items.load(() => this.#fetch(count, load))
      if (this.#latest === load) Object.assign(this, { isComplete: true, hasFailed: false })
    } catch (error) {
      if (this.#latest === load) this.#on.problem(error)
    }
    return this.#ended(load)
  }

  /** The next page, if there is one and none is on its way. */
  async loadMore() {
    if (!this.#next || this.isLoading || this.isLoadingMore) return
    const load = this.#latest
    this.#moreIs({ isLoadingMore: true, hasFailed: false })
    try {
      const page = await this.#api.sessionsAt(this.#next)
      if (this.#latest === load) this.#add(page)
      this.#moreIs({ isLoadingMore: false })
    } catch (error) {
      this.#moreIs({ isLoadingMore: false, hasFailed: true })
      this.#on.problem(error)
    }
  }

  /** Takes over an event of the stream, or what the server has answered to a change. */
  apply({ type, session, sessionId }) {
    if (type === 'session' && matches(session, this.filters)) this.#items.put(session)
    else if (type === 'session') this.#items.remove(session.id)
    else if (type === 'session-deleted') this.#items.remove(sessionId)
    this.#changed()
  }

  async #fetch(count, load) {
    let page = await this.#api.sessions({ ...queryOf(this.filters), limit: Math.min(count, AT_ONCE_MAX) })
    const items = [...page.items]
    for (let fetched = AT_ONCE_MAX; page.next && fetched < count && this.#latest === load; fetched += AT_ONCE_MAX) {
      page = await this.#api.sessionsAt(page.next)
      items.push(...page.items)
    }
    if (this.#latest === load) this.#next = pageAfter(page)
    return items
  }

  #add(page) {
    this.#next = pageAfter(page)
    this.#items.add(page.items)
  }

  #ended(load) {
    if (this.#latest !== load) return false
    this.isLoading = false
    this.#changed()
    return this.isComplete
  }

  #changed() {
    this.#shown = undefined
    this.#on.change()
  }

  #moreIs(state) {
    Object.assign(this, state)
    this.#changed()
  }

  #byLastActivity = (a, b) => b.lastActivity - a.lastActivity || this.#items.rank(b.id) - this.#items.rank(a.id)
}

/** The query of the page after this one, which is small again. */
function pageAfter({ next }) {
  if (!next) return undefined
  const query = new URLSearchParams(next)
  query.set('limit', PAGE)
  return `?${query}`
}

/** The sessions by repository, `[{name, sessions}]`; the repository with the latest activity first. */
export function byRepository(sessions) {
  const groups = new Map()
  for (const session of sessions) {
    const name = `${session.repoOwner}/${session.repoName}`
    if (!groups.has(name)) groups.set(name, [])
    groups.get(name).push(session)
  }
  return [...groups].map(([name, members]) => ({ name, sessions: members }))
}
