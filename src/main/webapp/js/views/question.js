import { permissionWords, questionWords } from '../words.js'
import { isBusy, setBusy } from './busy.js'
import { h, icon, setText } from './dom.js'

/**
 * Questions that wait. `answer(question, {answers} | {reject: true})` is a promise of whether it was taken; the card goes
 * when the server says that the question is answered. Without `answer`, for who only reads along, there is nothing to press.
 */
export function createQuestion({ question }, { answer }) {
  const fields = question.questions.map((each, index) => createField(each, `question-${question.id}-${index}`, !answer))
  const problem = h('p', { class: 'problem', role: 'alert' })
  const actions = h('div', { class: 'actions' },
    h('button', { class: 'button primary', type: 'submit', 'data-action': 'answer' }, questionWords.answer),
    h('button', { class: 'button', type: 'button', 'data-action': 'dismiss', onclick: dismiss }, questionWords.dismiss))
  const attributes = {
    class: 'asked', tabindex: '-1', novalidate: true, 'data-question': question.id, 'aria-label': questionWords.title,
    onsubmit: submit, oninput: clear,
  }
  const heads = [h('p', { class: 'waits' }, icon('ask'), permissionWords.waiting), h('h2', {}, questionWords.title)]
  const form = h('form', attributes, ...heads, ...fields.map(({ element }) => element), problem, answer && actions)
  return { element: form, update() {} }

  function submit(event) {
    event.preventDefault()
    const open = fields.find(field => field.answers().length === 0)
    setText(problem, open ? questionWords.missing : '')
    if (open) return open.focus()
    return send({ answers: fields.map(field => field.answers()) })
  }

  function clear() {
    setText(problem, '')
  }

  function dismiss() {
    return send({ reject: true })
  }

  async function send(body) {
    if (isBusy(form)) return
    setBusy(form, true)
    if (!await answer(question, body)) setBusy(form, false)
  }
}

function createField({ question, header, options = [], multiple }, name, readsOnly) {
  const type = multiple ? 'checkbox' : 'radio'
  const choices = options.map(option => ({ ...option, input: h('input', { type, name }) }))
  const { own: words } = questionWords
  const own = h('input', { type: 'text', 'aria-label': words, placeholder: words, autocomplete: 'off', oninput: chooseOwn })
  const useOwn = h('input', { type, name, 'aria-label': questionWords.useOwn, onclick: onOwnClick, onkeydown: onOwnKey })
  const element = h('fieldset', { disabled: readsOnly },
    h('legend', {}, header && h('span', { class: 'note' }, header), question),
    ...choices.map(createChoice),
    !readsOnly && h('div', { class: 'choice' }, useOwn, own))
  return { element, answers, focus: () => (choices[0]?.input ?? own).focus() }

  function chooseOwn() {
    useOwn.checked = own.value.trim() !== ''
  }

  /** The click that a browser makes of a key has no detail. */
  function onOwnClick({ detail }) {
    if (detail > 0 && useOwn.checked) own.focus()
  }

  /** Arrows lead on among the choices; only who chooses this one goes on to the words. */
  function onOwnKey(event) {
    if (![' ', 'Enter'].includes(event.key) || (multiple && useOwn.checked)) return
    event.preventDefault()
    useOwn.checked = true
    own.focus()
  }

  /** Own words count only while they are chosen and there are any. */
  function answers() {
    const chosen = choices.filter(({ input }) => input.checked).map(({ label }) => label)
    const words = own.value.trim()
    return useOwn.checked && words ? [...chosen, words] : chosen
  }
}

const createChoice = ({ label, description, input }) =>
  h('label', { class: 'choice' }, input, h('span', {}, label, description && h('span', { class: 'note' }, description)))
