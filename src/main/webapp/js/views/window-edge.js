import { h, setText } from './dom.js'

/** What lies beyond one end of the window: a button to load it, which says when it does and when it could not. */
export function createWindowEdge(element, words, load, leave) {
  const note = h('span', {})
  const button = h('button', { class: 'button quiet', type: 'button', onclick: load })
  element.append(note, button)
  return { render }

  /** `state` is `more`, `loading`, `failed` or `complete`. */
  function render(state) {
    if (state === 'complete' && document.activeElement === button) leave()
    element.hidden = state === 'complete'
    setText(note, state === 'failed' ? words.failed : '')
    setText(button, words[{ failed: 'again', loading: 'loading' }[state] ?? 'more'])
    button.setAttribute('aria-disabled', state === 'loading')
  }
}
