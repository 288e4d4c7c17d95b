import { confirm } from '../views/confirm.js'
import { h, icon, iconButton } from '../views/dom.js'
import { group, sample, wide } from './sample.js'

const button = (kind, words, more = {}) => h('button', { class: `button ${kind}`, type: 'button', ...more }, words)

const field = (id, label, input, problem = '') => h('div', { class: 'field' },
  h('label', { for: id }, label), input, h('p', { class: 'problem', id: `${id}-problem` }, problem))

export const controls = group('Buttons and fields',
  wide('Buttons', () => h('div', { class: 'row' }, ...['', 'primary', 'danger', 'outlined-danger', 'quiet', 'stop'].flatMap(kind => [
    button(kind, kind || 'usual'), button(kind, `${kind || 'usual'}, not now`, { disabled: true }),
  ]))),
  sample('With a picture, and alone', () => h('div', { class: 'row' },
    h('button', { class: 'button primary', type: 'button' }, icon('plus'), 'New session'), iconButton('trash', 'Delete', () => {}))),
  sample('A field', () => field('design-field', 'Repository owner', h('input', { id: 'design-field', value: 'acme' }))),
  sample('A field that is wrong', () => field('design-wrong', 'Repository name',
    h('input', { id: 'design-wrong', value: '../etc', 'aria-invalid': 'true', 'aria-describedby': 'design-wrong-problem' }),
    'The name must start with a letter or a digit.')),
  sample('A field that is empty, and one of several lines', () => [
    field('design-empty', 'Title', h('input', { id: 'design-empty', placeholder: 'Untitled session' })),
    field('design-area', 'Message', h('textarea', { id: 'design-area', rows: 3 }, 'Several\nlines')),
  ]),
  sample('A choice', () => field('design-choice', 'It holds for', h('select', { id: 'design-choice' }, h('option', {}, '7 days')))),
  sample('A switch', () => createSwitch('design-mode')),
  sample('The theme', () => h('berth-theme')))

export const dialogs = group('Dialogs and passing notes',
  wide('New session', partOf => {
    const dialog = partOf('dashboard', '#new-session')
    dialog.setAttribute('open', '')
    dialog.querySelector('form').addEventListener('submit', event => event.preventDefault())
    return dialog
  }),
  sample('Asks first', () => button('', 'Ask', {
    onclick: () => confirm({ title: 'Delete this session?', text: '“Count the fuel” will be gone for good.', action: 'Delete' }),
  })),
  wide('Passing notes', () => h('div', { class: 'toasts' }, createToast('status', 'The link was copied.'),
    createToast('alert', 'The server cannot be reached.'))))

function createSwitch(name) {
  const choice = (words, checked) => h('label', {}, h('input', { type: 'radio', name, checked }), h('span', {}, words))
  return h('fieldset', { class: 'switch' }, h('legend', { class: 'unseen' }, 'Mode'), choice('Build', true), choice('Plan', false))
}

function createToast(role, text) {
  const toast = h('berth-toast', { role })
  toast.text = text
  return toast
}
