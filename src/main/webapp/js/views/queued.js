import { queueWords } from '../words.js'
import { h, iconButton, setText } from './dom.js'

/** A message in the queue; its words can be changed in place. `writing` is told while that is being done. */
export function createQueued({ turn, key }, { move, remove, now, rewrite }, writing) {
  let item
  const text = h('p', { id: `queued-${turn.id}` })
  const warning = h('span', { id: `now-${turn.id}`, hidden: true }, queueWords.stopsFirst)
  const edit = iconButton('edit', queueWords.edit, begin)
  const send = iconButton('now', queueWords.now, () => now(item.turn))
  const up = iconButton('up', queueWords.up, () => item.before && move(item.turn, item.before.position))
  const down = iconButton('down', queueWords.down, () => item.after && move(item.turn, item.after.position))
  const drop = iconButton('close', queueWords.remove, () => remove(item.turn))
  const buttons = h('div', { class: 'buttons' }, edit, send, up, down, drop, warning)
  const field = h('textarea', { rows: 1, 'aria-label': queueWords.field, onkeydown: onKey })
  const form = h('form', { class: 'rewrite', hidden: true, onsubmit: save }, field,
    h('button', { class: 'button primary', type: 'submit' }, queueWords.save),
    h('button', { class: 'button', type: 'button', onclick: end }, queueWords.cancel))
  for (const button of buttons.querySelectorAll('button')) button.setAttribute('aria-describedby', text.id)
  send.setAttribute('aria-describedby', `${text.id} ${warning.id}`)
  send.title = queueWords.stopsFirst
  return { element: h('li', { 'data-turn-id': turn.id }, text, buttons, form), update }

  function update(latest) {
    item = latest
    setText(text, item.content)
    text.title = item.content
    edit.disabled = !item.isKnown
    // Not disabled in truth: that would take the focus from the one that was pressed.
    up.setAttribute('aria-disabled', !item.before)
    down.setAttribute('aria-disabled', !item.after)
  }

  function begin() {
    field.value = item.content
    show(true)
    writing.begin({ key, field })
    field.focus()
  }

  function end() {
    writing.end()
    show(false)
    edit.focus()
  }

  function show(isWriting) {
    form.hidden = !isWriting
    text.hidden = buttons.hidden = isWriting
  }

  function onKey(event) {
    if (event.isComposing || event.keyCode === 229) return
    if (event.key === 'Escape') return end()
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    form.requestSubmit()
  }

  async function save(event) {
    event.preventDefault()
    const content = field.value.trim()
    if (content && (content === item.content || await rewrite(item.turn, content))) end()
  }
}
