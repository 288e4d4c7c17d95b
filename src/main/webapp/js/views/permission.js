import { allowsAll, alwaysWords, permissionSentence, subjectOf } from '../permissions.js'
import { permissionWords } from '../words.js'
import { isBusy, setBusy } from './busy.js'
import { createDiff } from './diff.js'
import { h, icon } from './dom.js'

/** Keys that answer while the focus is in the card, and not in a field. */
const KEYS = { once: 'y', always: 'a', reject: 'n' }

/**
 * A permission that waits. `reply(permission, {reply, message})` is a promise of whether it was taken; the card goes when
 * the server says that the permission is answered. Without `reply`, for who only reads along, there is nothing to press.
 */
export function createPermission({ permission }, { reply }) {
  const id = `permission-${permission.id}`
  const message = h('input', {
    id: `${id}-message`, type: 'text', autocomplete: 'off', maxlength: 2000, placeholder: permissionWords.optional, onkeydown: onMessageKey,
  })
  const buttons = h('div', { class: 'actions' },
    createButton('once', 'primary'), createButton('always'), createButton('reject', 'outlined-danger'))
  const attributes = { class: 'asked', tabindex: '-1', 'data-permission': permission.id, 'aria-labelledby': id, onkeydown: onKey }
  const element = h('section', attributes, h('p', { class: 'waits' }, icon('ask'), permissionWords.waiting),
    h('h2', { id }, `${permissionSentence(permission)}.`), ...createSubject(permission), ...createAlways(permission),
    ...(reply ? [h('div', { class: 'field' }, h('label', { for: `${id}-message` }, permissionWords.message), message), buttons] : []))
  return { element, update() {} }

  /** The key is drawn by the style sheet, so that a button is called what it says. */
  function createButton(value, style = '') {
    const key = KEYS[value].toUpperCase()
    const keys = { 'data-key': key, 'aria-keyshortcuts': key }
    const attributes = { class: `button ${style}`, type: 'button', 'data-reply': value, ...keys, onclick: () => answer(value) }
    return h('button', attributes, permissionWords[value])
  }

  /**
   * On the card itself, which gets the focus when the one before it goes, they do nothing: a key pressed twice must not answer what
   * nobody has read, nor mean something else to the page.
   */
  function onKey(event) {
    if (!reply || event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.target.matches('input')) return
    const value = Object.keys(KEYS).find(each => KEYS[each] === event.key.toLowerCase())
    if (!value) return
    event.preventDefault()
    if (event.target !== element) answer(value)
  }

  /** Enter in the message can only mean to send it, and a message goes with a rejection. */
  function onMessageKey(event) {
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
    (command || url) && createCode(command ? permissionWords.command : permissionWords.address, command || url),
    file && !diff && createCode(permissionWords.file, file),
    diff && createDiffOf(diff, file),
    rest && createCode(permissionWords.details, rest),
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
  return words ? [h('p', { class: 'note' }, permissionWords.alwaysNote, shown)] : []
}
