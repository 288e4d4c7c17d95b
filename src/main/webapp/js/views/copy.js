import { messageWords } from '../words.js'
import { h } from './dom.js'
import { toast } from './toast.js'

/** Puts a text on the clipboard and says so. */
export async function copyText(text) {
  const isCopied = await copied(text)
  toast(isCopied ? messageWords.copied : messageWords.notCopied)
}

/** Puts a text on the clipboard, if it can. A page without HTTPS has no clipboard of its own; there a field is selected and copied. */
export async function copied(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text).then(() => true, () => writeByField(text))
  return writeByField(text)
}

function writeByField(text) {
  const focused = document.activeElement
  const field = h('textarea', { class: 'unseen', readonly: true, 'aria-hidden': 'true' })
  field.value = text
  document.body.append(field)
  field.select()
  const isCopied = document.execCommand('copy')
  field.remove()
  focused?.focus({ preventScroll: true })
  return isCopied
}
