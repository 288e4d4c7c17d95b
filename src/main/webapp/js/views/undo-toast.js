import { undoWords } from '../words.js'
import { h } from './dom.js'
import { toast } from './toast.js'

/** A passing note of what was done, with a way to take it back. */
export function toastWithUndo(text, undo) {
  const element = toast(text)
  const button = h('button', { class: 'button', type: 'button', 'data-action': 'undo', onclick: () => { element.remove(); undo() } }, undoWords)
  element.insertBefore(button, element.lastElementChild)
}
