import { h } from './dom.js'

let count = 0

/** Asks before something that cannot be undone; resolves to true or false. */
export function confirm({ title, text, action }) {
  const id = `confirm-${++count}`
  const dialog = h('dialog', { class: 'dialog small', 'aria-labelledby': id, 'aria-describedby': `${id}-text` },
    h('form', { method: 'dialog' },
      h('h2', { id }, title),
      h('p', { id: `${id}-text` }, text),
      h('div', { class: 'actions' },
        h('button', { class: 'button', value: 'no' }, 'Cancel'),
        h('button', { class: 'button danger', value: 'yes' }, action))))
  document.body.append(dialog)
  dialog.showModal()
  return new Promise(resolve => dialog.addEventListener('close', () => {
    dialog.remove()
    resolve(dialog.returnValue === 'yes')
  }))
}
