import { LiveList } from './live-list.js'

/** Of how many sessions what they ask is shown, of how many more a link. */
export const ASKED_MAX = 5
export const LINKS_MAX = 20
/** How many are counted. */
const WAITING_MAX = 200

/**
 * The sessions that wait for an answer, whatever the list shows, those who wait longest first, and what the first of them
 * ask. Knows no DOM. `on` has `change()` and `problem(error)`.
 */
export class WaitingList {
  #sessions = new LiveList()
  #asked = new Map()
  #api
  #on

  constructor({ api, on }) {
    this.#api = api
    this.#on = on
  }

  get size() {
    return this.#sessions.size
  }

  /** `[{session, items, hasFailed}]`; `items` is undefined until it is known what the session asks. */
  entries() {
    return this.#sorted().slice(0, ASKED_MAX).map(session => ({ session, ...this.#asked.get(session.id) }))
  }

  /** The sessions after those. */
  links() {
    return this.#sorted().slice(ASKED_MAX, ASKED_MAX + LINKS_MAX)
  }

  /** Resolves when it is known what the first of them ask. */
  async load() {
    try {
      await this.#sessions.load(async () => {
        const { items } = await this.#api.sessions({ activity: 'waiting', limit: WAITING_MAX })
        return items.filter(isWaiting)
      })
      await this.#ask()
    } catch (error) {
      this.#on.problem(error)
    }
  }

  apply({ type, session, sessionId }) {
    if (type === 'session' && isWaiting(session)) this.#sessions.put(session)
    else if (!this.#sessions.remove(session?.id ?? sessionId)) return undefined
    return this.#ask()
  }

  /** Forgets those who wait no more, and asks for what is not known yet. */
  #ask() {
    const sessions = this.entries().map(({ session }) => session)
    const ids = new Set(sessions.map(({ id }) => id))
    for (const id of this.#asked.keys()) if (!ids.has(id)) this.#asked.delete(id)
    this.#on.change()
    return Promise.all(sessions.filter(session => this.#isUnknown(session)).map(session => this.#fetch(session)))
  }

  #isUnknown({ id, seq }) {
    const known = this.#asked.get(id)
    return known?.seq !== seq || known.hasFailed
  }

  /** The answer counts only while nothing newer was heard of the session. */
  async #fetch({ id, seq }) {
    this.#asked.set(id, { ...this.#asked.get(id), seq })
    const items = await pendingOf(this.#api, id).catch(() => undefined)
    if (this.#asked.get(id)?.seq !== seq) return
    this.#asked.set(id, { seq, items: items ?? [], hasFailed: !items })
    this.#on.change()
  }

  #sorted() {
    return this.#sessions.values().sort((a, b) => a.lastActivity - b.lastActivity || this.#sessions.rank(a.id) - this.#sessions.rank(b.id))
  }
}

const isWaiting = ({ activity }) => activity === 'waiting'

/** What waits for an answer in a session, oldest first: `{asked, permission}` or `{asked, question}`. */
async function pendingOf(api, id) {
  const [permissions, questions] = await Promise.all([api.pendingPermissions(id), api.pendingQuestions(id)])
  const items = [...permissions.map(permission => ({ permission, asked: permission })), ...questions.map(question => ({ question, asked: question }))]
  return items.sort(({ asked: a }, { asked: b }) => a.createdAt - b.createdAt || a.seq - b.seq)
}
