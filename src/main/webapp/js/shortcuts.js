/** The dashboard's keys, in the order in which they are explained. Those `on: 'card'` count only there, the browser does the `native` ones. */
export const shortcuts = [
  { action: 'search', key: '/' },
  { action: 'clear', key: 'Escape', native: true },
  { action: 'next', key: 'j' },
  { action: 'previous', key: 'k' },
  { action: 'below', key: 'ArrowDown', on: 'card' },
  { action: 'above', key: 'ArrowUp', on: 'card' },
  { action: 'next', key: 'ArrowRight', on: 'card' },
  { action: 'previous', key: 'ArrowLeft', on: 'card' },
  { action: 'open', key: 'Enter', native: true },
  { action: 'rename', key: 'F2', on: 'card' },
  { action: 'archive', key: 'e', on: 'card' },
  { action: 'read', key: 'r', on: 'card' },
  { action: 'menu', key: '.', on: 'card' },
  { action: 'delete', key: 'Delete', on: 'card' },
  { action: 'new', key: 'n' },
  { action: 'group', key: 'g' },
  { action: 'help', key: '?' },
]

/** Those of a session's page; what they lead to hears them itself, but for the last. */
export const sessionShortcuts = [
  ...Object.entries({
    send: ['Enter'], newLine: ['Shift+Enter'], stop: ['Ctrl+.', 'Escape'], mode: ['Alt+M'],
    page: ['PageUp', 'PageDown'], ends: ['Home', 'End'], steps: ['Alt+ArrowUp', 'Alt+ArrowDown'],
    toComposer: ['Escape'], answer: ['y', 'a', 'n'], find: ['/', 'Ctrl+Shift+F'],
  }).flatMap(([action, keys]) => keys.map(key => ({ action, key, native: true }))),
  { action: 'help', key: '?' },
]

/** What a key that is held down goes on doing. */
const MOVES = new Set(['next', 'previous', 'above', 'below'])

/** The action of a key, if it has one there. With Ctrl, Alt or Meta a key is the browser's; characters can be switched off. */
export function actionOf({ key, ctrlKey, altKey, metaKey, isComposing, repeat }, { onCard = false, characters = true, among = shortcuts } = {}) {
  if (ctrlKey || altKey || metaKey || isComposing || (key.length === 1 && !characters)) return undefined
  const action = among.find(each => !each.native && each.key === key && (onCard || each.on !== 'card'))?.action
  return repeat && !MOVES.has(action) ? undefined : action
}

/** What to explain: each action once, with all of its keys. */
export function explainedShortcuts(among = shortcuts) {
  const actions = new Map()
  for (const { action, key } of among) actions.set(action, [...actions.get(action) ?? [], key])
  return [...actions].map(([action, keys]) => ({ action, keys }))
}
