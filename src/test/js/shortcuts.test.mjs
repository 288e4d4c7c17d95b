import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actionOf, explainedShortcuts, sessionShortcuts } from '../../main/webapp/js/shortcuts.js'
import { sessionShortcutWords, shortcutWords } from '../../main/webapp/js/words.js'

const action = (key, place, more) => actionOf({ key, ...more }, place)

test('a key of a card counts on a card only', () => {
  const onCard = { onCard: true }
  assert.deepEqual(['F2', 'e', 'Delete', 'ArrowDown', '.'].map(key => action(key, onCard)), ['rename', 'archive', 'delete', 'below', 'menu'])
  assert.deepEqual(['F2', 'e', 'Delete', 'ArrowDown', '.'].map(key => action(key)), [undefined, undefined, undefined, undefined, undefined])
  assert.deepEqual(['j', 'k', '/', '?'].map(key => action(key)), ['next', 'previous', 'search', 'help'])
})

test('single characters can be switched off, other keys stay', () => {
  const place = { onCard: true, characters: false }
  assert.deepEqual(['j', '/', '?', 'e', 'F2', 'ArrowUp'].map(key => action(key, place)), [undefined, undefined, undefined, undefined, 'rename', 'above'])
})

test('what is meant for the browser, or for an input method, stays theirs', () => {
  for (const more of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { isComposing: true }]) assert.equal(action('n', {}, more), undefined)
  assert.deepEqual(['Enter', 'Escape', 'x', 'constructor'].map(key => action(key, { onCard: true })), [undefined, undefined, undefined, undefined])
})

test('every key is explained, each action once', () => {
  const explained = explainedShortcuts()
  assert.equal(new Set(explained.map(({ action: name }) => name)).size, explained.length)
  for (const { action: name } of explained) assert.ok(shortcutWords[name], name)
  assert.deepEqual(explained.find(({ action: name }) => name === 'next').keys, ['j', 'ArrowRight'])
})

test('of the keys of a session all are explained, and only that for help is heard here', () => {
  const explained = explainedShortcuts(sessionShortcuts)
  assert.deepEqual(explained.map(({ action: name }) => name), Object.keys(sessionShortcutWords))
  assert.deepEqual(explained.find(({ action: name }) => name === 'stop').keys, ['Ctrl+.', 'Escape'])
  const among = sessionShortcuts
  assert.deepEqual(['?', '/', 'y', 'Enter'].map(key => action(key, { among })), ['help', undefined, undefined, undefined])
  assert.equal(action('?', { among, characters: false }), undefined)
})
