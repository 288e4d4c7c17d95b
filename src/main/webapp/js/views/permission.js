import { allowsAll, alwaysWords, permissionSentence, subjectOf } from '../permissions.js'
import { isBusy, setBusy } from './busy.js'
import { createDiff } from './diff.js'
import { h } from './dom.js'

/**
 * A permission that waits. `reply(permission, {reply, message})` is a promise of whether it was taken; the card goes when
 * the server says that the permission is answered.
 */
export function createPermission({ permission }, { reply }) {
  const id = `permission-${permission.id}`
  const message = h('input', {
    id: `${id}-message`, type: 'text', autocomplete: 'off', maxlength: 2000, placeholder: 'Optional, sent when you reject', onkeydown: onKey,
  })
  const buttons = h('div', { class: 'actions' },
    createButton('once', 'Allow once', 'primary'),
    createButton('always', 'Always allow in this session'),
    createButton('reject', 'Reject', 'outlined-danger'))
  const element = h('section', { class: 'asked', 'data-permission': permission.id, 'aria-labelledby': id },
    h('h2', { id }, `${permissionSentence(permission)}.`), ...createSubject(permission), ...createAlways(permission),
    h('div', { class: 'field' }, h('label', { for: `${id}-message` }, 'Message to the agent'), message), buttons)
  return { element, update() {} }

  function createButton(value, words, style = '') {
    return h('button', { class: `button ${style}`, type: 'button', 'data-reply': value, onclick: () => answer(value) }, words)
  }

  /** Enter in the message can only mean to send it, and a message goes with a rejection. */
  function onKey(event) {
    if (event.key === 'Enter' && !event.isComposing && message.value.trim()) answer('reject')
  }

  async function answer(value) {
    if (isBusy(element)) return
    const words = value === 'reject' ? message.value.trim() : ''
    setBusy(element, true)
    if (!await reply(permission, words ? { reply: value, message: words } : { reply: value })) setBusy(element, false)
  }
}

function createSubject(permission) {
  const { command, file, url, diff, rest } = subjectOf(permission)
  const { title } = permission
  return [
    title && !command.startsWith(title) && title !== file && title !== rest && h('p', { class: 'title' }, title),
    (command || url) && createCode(command ? 'Command' : 'Address', command || url),
    file && !diff && createCode('File', file),
    diff && createDiffOf(diff, file),
    rest && createCode('Details', rest),
  ].filter(Boolean)
}

const createCode = (label, text) => h('pre', { tabindex: '0', role: 'group', 'aria-label': label }, text)

function createDiffOf(text, title) {
  const diff = createDiff()
  diff.update({ text, title })
  return diff.element
}

function createAlways(permission) {
  const words = alwaysWords(permission)
  const shown = allowsAll(permission) ? words : h('span', { class: 'code' }, words)
  return words ? [h('p', { class: 'note' }, '“Always” would allow: ', shown)] : []
}
