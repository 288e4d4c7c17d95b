/**
 * What this browser keeps for the page from one visit to the next. A browser may forbid it, be full or hold something broken:
 * then nothing is kept, and nothing else happens. Values are JSON.
 */
export function createKept(storageOf = () => globalThis.localStorage) {
  const tried = (work, otherwise) => {
    try {
      return work(storageOf()) ?? otherwise
    } catch {
      return otherwise
    }
  }
  return {
    get: key => tried(storage => JSON.parse(storage.getItem(key))),
    /** Whether it is kept. */
    put: (key, value) => tried(storage => { storage.setItem(key, JSON.stringify(value)); return true }, false),
    remove: key => tried(storage => storage.removeItem(key)),
    keys: prefix => tried(storage => Array.from({ length: storage.length }, (_, index) => storage.key(index)), [])
      .filter(key => key?.startsWith(prefix)),
  }
}

export const KEPT_PREFIX = 'berth.'

/** Forgets what was kept of a session that is gone. */
export function forgetSession(id, kept = createKept()) {
  kept.remove(`${KEPT_PREFIX}draft.${id}`)
  for (const key of kept.keys(`${KEPT_PREFIX}outbox.${id}.`)) kept.remove(key)
}

/** Forgets all that was ever kept, as when somebody logs out. */
export function forgetAll(kept = createKept()) {
  for (const key of kept.keys(KEPT_PREFIX)) kept.remove(key)
}
