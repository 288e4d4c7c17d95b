import { tasksWords } from '../words.js'
import { h, setText } from './dom.js'

/** How far a session's task list is, as words with a thin bar beside them; hidden while there are no tasks. */
export function createTaskProgress() {
  const words = h('span', {})
  const done = h('span', {})
  const element = h('p', { class: 'progress', hidden: true }, words, h('span', { class: 'bar', 'aria-hidden': 'true' }, done))
  return { element, update }

  function update(tasks) {
    const { done: count, total } = { done: 0, total: 0, ...tasks }
    element.hidden = !total
    if (!total) return
    setText(words, tasksWords({ done: count, total }))
    done.style.width = `${Math.min(100, 100 * count / total)}%`
    element.toggleAttribute('data-complete', count >= total)
  }
}
