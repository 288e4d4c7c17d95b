import { h, iconButton, setText } from './dom.js'
import { createKeyedList } from './keyed-list.js'

/** The messages that wait, above the composer. `actions` has `move(turn, position)` and `remove(turn)`. */
export function createQueue(element, actions) {
  const title = h('h2', {})
  const list = h('ol', { 'aria-label': 'Queued messages' })
  const showItems = createKeyedList(list, { key: ({ key }) => key, create: item => createItem(item, actions) })
  element.append(title, list)
  return { render }

  function render(timeline) {
    const queue = timeline.queue()
    const sending = timeline.running || queue.length > 0 ? timeline.prompts().filter(({ reason }) => !reason) : []
    const items = [
      ...queue.map(({ turn, message }, index) => ({
        key: turn.id, turn, content: message?.content ?? '…', before: queue[index - 1]?.turn, after: queue[index + 1]?.turn,
      })),
      ...sending.map(prompt => ({ key: prompt.clientMessageId, content: prompt.content })),
    ]
    element.hidden = items.length === 0
    setText(title, `Queued · ${items.length}`)
    showItems(items)
  }
}

function createItem({ turn, key }, { move, remove }) {
  let item
  const text = h('p', {})
  const up = iconButton('up', 'Move up', () => move(item.turn, item.before.position))
  const down = iconButton('down', 'Move down', () => move(item.turn, item.after.position))
  const drop = iconButton('close', 'Remove from the queue', () => remove(item.turn))
  const buttons = turn ? [up, down, drop] : [h('span', { class: 'note' }, 'Sending…')]
  const element = h('li', turn ? { 'data-turn-id': turn.id } : { 'data-pending': key }, text, ...buttons)
  return { element, update }

  function update(latest) {
    item = latest
    setText(text, item.content)
    up.disabled = !item.before
    down.disabled = !item.after
  }
}
