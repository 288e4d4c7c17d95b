/**
 * What this browser keeps for the page from one visit to the next. A browser may forbid it, be full or hold something broken:
 * then nothing is kept, and nothing else happens. Values are JSON, but for texts. `storageOf` is asked each time, because to look at
 * `localStorage` alone may throw.
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
    text,
  }

  /** One text as it is. `read()` gives null when there is none; `write(null)` removes it; `write` says whether it was kept. */
  function text(key) {
    return {
      key,
      read: () => tried(storage => storage.getItem(key), null),
      write: value => tried(storage => { value === null ? storage.removeItem(key) : storage.setItem(key, value); return true }, false),
    }
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
