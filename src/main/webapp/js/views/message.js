import { blocksOf } from '../parts.js'
import { clock, exactTime, roleWords } from '../words.js'
import { createBlock } from './blocks.js'
import { h, setText } from './dom.js'
import { createKeyedList } from './keyed-list.js'

/** Shows an entry `{message, unfinished}`; `unfinished` says that nothing more will come, whatever its tools say. */
export function createMessage({ message }) {
  const role = roleWords[message.role] ?? message.role
  const time = h('time', {})
  const body = h('div', { class: 'body' })
  const element = h('article', { class: 'message', 'data-message-id': message.id, 'data-role': message.role, 'aria-label': role },
    h('header', {}, h('span', { class: 'who' }, role), time), body)
  let shown = {}
  const showBlocks = createKeyedList(body, {
    key: block => block.key,
    create: block => withOptions(createBlock(block), () => shown),
  })
  return { element, update }

  function update(entry) {
    if (entry.message === shown.message && entry.unfinished === shown.unfinished) return
    shown = entry
    if (entry.message.createdAt) showTime(entry.message.createdAt)
    showBlocks(blocksOf(entry.message))
  }

  function showTime(seconds) {
    setText(time, clock(seconds))
    time.dateTime = new Date(seconds * 1000).toISOString()
    time.title = exactTime(seconds)
  }
}

const withOptions = (view, options) => ({ element: view.element, update: block => view.update(block, options()) })
