/**
 * One text that this browser keeps for its reader. Storage that is full, broken or forbidden only forgets. `storage` is
 * asked each time, because looking at `localStorage` alone may throw.
 */
export function createMemory(key, storage = () => localStorage) {
  return { key, read, write }

  /** Null when there is nothing. */
  function read() {
    try {
      return storage().getItem(key)
    } catch {
      return null
    }
  }

  /** False when it was not kept. Null removes it. */
  function write(text) {
    try {
      if (text === null) storage().removeItem(key)
      else storage().setItem(key, text)
      return true
    } catch {
      return false
    }
  }
}
