import { h } from './dom.js'
import { createGrowingText } from './growing-text.js'
import { Tail } from './tail.js'

/** A labelled text in a tool's card, hidden while it is empty, that stays at its end while it grows. `name` is its class. */
export function createSection(name, label) {
  const box = h('pre', { tabindex: '0', role: 'group', 'aria-label': label })
  const text = createGrowingText(box)
  const tail = new Tail(box)
  const element = h('div', { class: name }, h('p', { class: 'label' }, label), box)
  return { element, update, follow: () => tail.follow() }

  function update(content) {
    element.hidden = content === ''
    text.update(content)
  }
}

/** Several sections, or other parts of a card, as one. */
export const together = (...parts) => h('div', { class: 'tool-parts' }, ...parts)
