import { queueWords } from '../words.js'
import { h, iconButton, setText } from './dom.js'

/** An item of the queue that is not there yet: it is on its way, or waits for the connection and can be taken back. */
export function createSending({ prompt, key }, { discard }) {
  const text = h('p', {})
  const note = h('span', { class: 'note' })
  const cancel = iconButton('close', queueWords.cancel, () => discard(prompt))
  return { element: h('li', { 'data-pending': key }, text, note, cancel), update }

  function update({ content, isOnline }) {
    setText(text, content)
    setText(note, isOnline ? queueWords.sending : queueWords.waiting)
    cancel.hidden = isOnline
  }
}
