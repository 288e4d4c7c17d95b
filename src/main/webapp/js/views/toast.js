import { h, iconButton } from './dom.js'

const SHOWN_MS = 8_000

/** A passing note at the edge of the page; a problem is read out at once and stays until it is dismissed or outdated. */
export function toast(text, { role = 'status' } = {}) {
  const element = h('div', { class: 'toast', role, 'data-toast': role })
  const remove = () => element.remove()
  shelf().append(element)
  element.append(h('p', {}, text), iconButton('close', 'Dismiss', remove))
  setTimeout(remove, SHOWN_MS)
}

export const toastProblem = error => toast(error.message, { role: 'alert' })

function shelf() {
  const existing = document.querySelector('[data-toasts]')
  if (existing) return existing
  const created = h('div', { class: 'toasts', 'data-toasts': true })
  document.body.append(created)
  return created
}
