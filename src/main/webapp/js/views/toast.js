import { defineToast } from '../elements/toast.js'
import { h } from './dom.js'

const SHOWN_MS = 8_000

/** A passing note at the edge of the page; a problem is read out at once. It goes after a while, or when it is dismissed. @returns its element */
export function toast(text, { role = 'status' } = {}) {
  defineToast()
  const element = h('berth-toast', { role })
  shelf().append(element)
  element.text = text
  element.addEventListener('dismiss', () => element.remove())
  setTimeout(() => removeWhenLeft(element), SHOWN_MS)
  return element
}

/** Whoever is at it, with the focus or the pointer, is not to lose it. */
function removeWhenLeft(element) {
  if (element.matches(':focus-within, :hover')) setTimeout(() => removeWhenLeft(element), SHOWN_MS)
  else element.remove()
}

export const toastProblem = error => toast(error.message, { role: 'alert' })

function shelf() {
  const existing = document.querySelector('[data-toasts]')
  if (existing) return existing
  const created = h('div', { class: 'toasts', 'data-toasts': true })
  document.body.append(created)
  return created
}
