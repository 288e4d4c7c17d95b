import { explainedShortcuts } from '../shortcuts.js'
import { keyWords } from '../words.js'
import { h } from './dom.js'

/** The dialog that lists every key of a page by its `words`, and lets the reader switch off those that are characters. */
export function wireShortcutsDialog(dialog, { shortcuts, words, characters, change }) {
  const box = dialog.querySelector('[name=characters]')
  box.checked = characters
  box.addEventListener('change', () => change(box.checked))
  dialog.querySelector('dl').append(...explainedShortcuts(shortcuts).map(each => createRow(each, words)))
  return { open: () => dialog.showModal() }
}

function createRow({ action, keys }, words) {
  return h('div', {}, h('dt', {}, ...keys.map(key => h('kbd', {}, keyName(key)))), h('dd', {}, words[action]))
}

const keyName = key => key.split('+').map(each => keyWords[each] ?? each).join('+')
