/** A session as the server tells it. */
export const session = (id, more = {}) => ({
  id, repoOwner: 'acme', repoName: 'rocket', title: null, status: 'active', activity: 'idle', lastActivity: 100, seq: 1, tasks: { done: 0, total: 0 }, ...more,
})

/** What a test answers when it wants to; `asked` are the calls in their order, each `{query, answer(items, next), fail(error)}`. */
export class FakeSessionsApi {
  asked = []

  sessions = query => this.#ask(query)

  sessionsAt = query => this.#ask(Object.fromEntries(new URLSearchParams(query)))

  get last() {
    return this.asked.at(-1)
  }

  #ask(query) {
    return new Promise((resolve, reject) => {
      this.asked.push({ query, answer: (items, next) => resolve({ items, next }), fail: reject })
    })
  }
}

export class FakeStorage {
  items = new Map()

  getItem = key => this.items.get(key) ?? null

  setItem = (key, value) => this.items.set(key, value)

  removeItem = key => this.items.delete(key)
}

/** Lets everything happen that is due. */
export const settled = () => new Promise(resolve => { setImmediate(resolve) })
