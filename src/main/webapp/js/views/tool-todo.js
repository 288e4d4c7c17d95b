import { todoStateWords, toolPartWords } from '../words.js'
import { h } from './dom.js'

/** The agent's plan as it was then, each item with its state. */
export function createTodoTool() {
  const list = h('ul', { class: 'todos', 'aria-label': toolPartWords.todos })
  return { element: list, update: ({ todos }) => list.replaceChildren(...todos.map(createTodo)) }
}

const createTodo = ({ content, status }) =>
  h('li', { 'data-status': status }, h('span', { class: 'todo' }, content), h('span', { class: 'state' }, todoStateWords[status]))
