import { nameOf } from './words.js'

const REFRESH_MS = 2_000

/**
 * The repositories that there are sessions of, `[{name, sessions}]` by name. A server that does not list them leaves
 * those of the sessions that were seen, without numbers. `on` has `change()`.
 */
export class Repositories {
  #listed = new Map()
  #seen = new Set()
  #isMissing = false
  #timer
  #api
  #on
  #timers

  constructor({ api, on, timers = globalThis }) {
    this.#api = api
    this.#on = on
    this.#timers = timers
  }

  list() {
    const seen = [...this.#seen].filter(name => !this.#listed.has(name)).map(name => ({ name }))
    return [...this.#listed.values(), ...seen].sort((a, b) => (a.name < b.name ? -1 : 1))
  }

  /** How many sessions there are, as far as the server has told. */
  get total() {
    return [...this.#listed.values()].reduce((sum, { sessions }) => sum + sessions, 0)
  }

  async load() {
    if (this.#isMissing) return
    try {
      const repositories = await this.#api.repositories()
      this.#listed = new Map(repositories.map(each => [nameOf(each), { name: nameOf(each), sessions: each.sessions }]))
      this.#seen.clear()
    } catch ({ status }) {
      this.#isMissing = status === 404
    }
    this.#on.change()
  }

  see(sessions) {
    for (const session of sessions) this.#seen.add(nameOf(session))
  }

  /** The numbers change when sessions come and go. */
  apply({ type, session }) {
    if (session) this.see([session])
    if (type === 'session-deleted' || session?.seq === 1) this.#loadSoon()
  }

  #loadSoon() {
    this.#timers.clearTimeout(this.#timer)
    this.#timer = this.#timers.setTimeout(() => this.load(), REFRESH_MS)
  }
}
