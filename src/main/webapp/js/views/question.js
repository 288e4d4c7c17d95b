import { isBusy, setBusy } from './busy.js'
import { h, setText } from './dom.js'

/**
 * Questions that wait. `answer(question, {answers} | {reject: true})` is a promise of whether it was taken; the card goes
 * when the server says that the question is answered.
 */
export function createQuestion({ question }, { answer }) {
  const fields = question.questions.map((each, index) => createField(each, `question-${question.id}-${index}`))
  const problem = h('p', { class: 'problem', role: 'alert' })
  const actions = h('div', { class: 'actions' },
    h('button', { class: 'button primary', type: 'submit', 'data-action': 'answer' }, 'Answer'),
    h('button', { class: 'button', type: 'button', 'data-action': 'dismiss', onclick: () => send({ reject: true }) }, 'Dismiss'))
  const attributes = { class: 'asked', novalidate: true, onsubmit: submit, 'data-question': question.id, 'aria-label': 'The agent asks' }
  const form = h('form', attributes, h('h2', {}, 'The agent asks'), ...fields.map(({ element }) => element), problem, actions)
  return { element: form, update() {} }

  function submit(event) {
    event.preventDefault()
    const open = fields.find(field => field.answers().length === 0)
    setText(problem, open ? 'Choose an answer or write your own.' : '')
    if (open) return open.focus()
    return send({ answers: fields.map(field => field.answers()) })
  }

  async function send(body) {
    if (isBusy(form)) return
    setBusy(form, true)
    if (!await answer(question, body)) setBusy(form, false)
  }
}

function createField({ question, header, options = [], multiple }, name) {
  const type = multiple ? 'checkbox' : 'radio'
  const choices = options.map(option => ({ ...option, input: h('input', { type, name }) }))
  const own = h('input', { type: 'text', 'aria-label': 'Own answer', placeholder: 'Own answer', autocomplete: 'off', oninput: chooseOwn })
  const useOwn = h('input', { type, name, 'aria-label': 'Answer in your own words', onchange: () => useOwn.checked && own.focus() })
  const element = h('fieldset', {},
    h('legend', {}, header && h('span', { class: 'note' }, header), question),
    ...choices.map(createChoice),
    h('div', { class: 'choice' }, useOwn, own))
  return { element, answers, focus: () => (choices[0]?.input ?? own).focus() }

  function chooseOwn() {
    useOwn.checked = own.value.trim() !== ''
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
