import { h, setText } from './dom.js'

/** A message of the reader that the server has not confirmed yet, or has refused. */
export function createPrompt({ prompt }, { onResend, onDiscard }) {
  const note = h('p', { class: 'note', role: 'status' })
  const actions = h('div', { class: 'actions' },
    h('button', { class: 'button', type: 'button', onclick: () => onResend(prompt) }, 'Send again'),
    h('button', { class: 'button', type: 'button', onclick: () => onDiscard(prompt) }, 'Discard'))
  const element = h('article', { class: 'message pending', 'data-pending': prompt.clientMessageId, 'data-role': 'user', 'aria-label': 'You' },
    h('header', {}, h('span', { class: 'who' }, 'You')),
    h('div', { class: 'body' }, h('div', { class: 'text', 'data-part': 'text' }, prompt.content)), note, actions)
  return { element, update }

  function update({ prompt, isOnline }) {
    element.toggleAttribute('data-refused', Boolean(prompt.reason))
    actions.hidden = !prompt.reason
    setText(note, prompt.reason ?? (isOnline ? 'Sending…' : 'Will be sent when the connection is back'))
  }
}
