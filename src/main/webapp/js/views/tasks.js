import { h, iconButton, setText } from './dom.js'
import { handOn } from './heirs.js'
import { createKeyedList } from './keyed-list.js'

/** The task list of the side panel. `actions` has `add(title)`, `change(task, changes)` and `remove(task)`, all promises. */
export function createTasks(element, actions) {
  const count = element.querySelector('[data-task-count]')
  const form = element.querySelector('form')
  const list = element.querySelector('ul')
  const showTasks = createKeyedList(list, { key: task => task.id, create: task => createTask(task, actions) })
  form.addEventListener('submit', add)
  return { render }

  async function add(event) {
    event.preventDefault()
    const title = form.elements.title.value.trim()
    if (title && await actions.add(title)) form.reset()
  }

  function render(tasks) {
    const counted = tasks.filter(({ status }) => status !== 'cancelled')
    setText(count, counted.length > 0 ? `${counted.filter(isDone).length} of ${counted.length} done` : '')
    handOn(list, () => showTasks(tasks.sort((a, b) => a.createdAt - b.createdAt || a.seq - b.seq)), take)
  }

  /** Whoever removed a task goes on with another one, or with a new one. */
  function take(task) {
    (task?.querySelector('input') ?? form.elements.title).focus()
  }
}

const isDone = ({ status }) => status === 'completed'

function createTask(task, { change, remove, readsOnly = false }) {
  const box = h('input', { type: 'checkbox', disabled: readsOnly, onchange: toggle })
  const title = h('span', {})
  const state = h('span', { class: 'task-state' })
  const drop = iconButton('close', 'Remove task', () => remove(task))
  const element = h('li', { class: 'task', 'data-task-id': task.id }, h('label', {}, box, title, state), drop)
  return { element, update }

  async function toggle() {
    const changed = await change(task, { status: box.checked ? 'completed' : 'pending' })
    if (!changed) box.checked = isDone(task)
  }

  function update(latest) {
    if (latest === task && element.dataset.status) return
    task = latest
    element.dataset.status = task.status
    element.title = task.description ?? ''
    box.checked = isDone(task)
    setText(title, task.title)
    setText(state, { in_progress: 'In progress', cancelled: 'Cancelled' }[task.status] ?? '')
    drop.setAttribute('aria-label', `Remove task ${task.title}`)
  }
}
