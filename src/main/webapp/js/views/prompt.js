import { fileOfDataUrl } from '../data-url.js'
import { promptWords, roleWords } from '../words.js'
import { h, setText } from './dom.js'
import { createFile } from './file.js'

/** A message of the reader that the server has not confirmed yet, or has refused. */
export function createPrompt({ prompt }, { onResend, onDiscard }) {
  const note = h('p', { class: 'note', role: 'status' })
  const again = h('button', { class: 'button', type: 'button', onclick: () => onResend(prompt) }, promptWords.again)
  const discard = h('button', { class: 'button', type: 'button', onclick: () => onDiscard(prompt) })
  const actions = h('div', { class: 'actions' }, again, discard)
  const text = h('div', { class: 'text', 'data-part': 'text' }, prompt.content)
  const body = h('div', { class: 'body' }, text, ...(prompt.files ?? []).map(fileView))
  const head = h('header', {}, h('span', { class: 'who' }, roleWords.user))
  const attributes = { class: 'message pending', 'data-pending': prompt.clientMessageId, 'data-role': 'user', 'aria-label': roleWords.user }
  const element = h('article', attributes, head, body, note, actions)
  return { element, update }

  function update({ prompt, isOnline }) {
    element.toggleAttribute('data-refused', Boolean(prompt.reason))
    actions.hidden = isOnline && !prompt.reason
    again.hidden = !prompt.reason
    setText(discard, prompt.reason ? promptWords.discard : promptWords.cancel)
    setText(note, prompt.reason ?? stateWords(prompt, isOnline))
  }
}

function stateWords({ isNotKept }, isOnline) {
  if (isOnline) return promptWords.sending
  return isNotKept ? `${promptWords.waiting}. ${promptWords.notKept}` : promptWords.waiting
}

function fileView({ name, url }) {
  const view = createFile()
  view.update({ name, url, ...fileOfDataUrl(url) })
  return view.element
}
