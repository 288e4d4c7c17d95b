import { queueWords } from '../words.js'
import { h, setText } from './dom.js'
import { handOn } from './heirs.js'
import { createKeyedList } from './keyed-list.js'
import { createQueued } from './queued.js'
import { createSending } from './sending.js'

/**
 * The messages that wait, above the composer. `actions` has `move(turn, position)`, `remove(turn)`, `now(turn)`, `rewrite(turn,
 * content)` (a promise of whether it worked), `discard(prompt)`, `rescue(words)` for what was being written when its turn
 * began, and `leave()`, which takes the focus when nothing is left.
 */
export function createQueue(element, actions) {
  const title = h('h2', {})
  const list = h('ol', { 'aria-label': element.ariaLabel })
  /** The item that is being rewritten: `{key, field}`. */
  let written
  const writing = { begin: item => { written = item }, end: () => { written = undefined } }
  const showItems = createKeyedList(list, {
    key: ({ key }) => key,
    create: item => (item.turn ? createQueued(item, actions, writing) : createSending(item, actions)),
  })
  element.append(title, list)
  return { render }

  function render(timeline, isOnline) {
    const items = itemsOf(timeline, isOnline)
    if (written && !items.some(({ key }) => key === written.key)) rescue()
    handOn(list, () => showItems(items), take)
    element.hidden = items.length === 0
    setText(title, queueWords.title(items.length))
  }

  /** What is on its way may have no button. */
  function take(item) {
    item?.querySelector('button:enabled')?.focus()
    if (!item?.contains(document.activeElement)) actions.leave()
  }

  function rescue() {
    const { field } = written
    written = undefined
    actions.rescue(field.value)
  }
}

function itemsOf(timeline, isOnline) {
  const queue = timeline.queue()
  const sending = timeline.running || queue.length > 0 ? timeline.prompts().filter(({ reason }) => !reason) : []
  return [
    ...queue.map(({ turn, message }, index) => ({
      key: turn.id, turn, isKnown: message !== undefined, content: message?.content ?? '…', before: queue[index - 1]?.turn, after: queue[index + 1]?.turn,
    })),
    ...sending.map(prompt => ({ key: prompt.clientMessageId, prompt, content: prompt.content, isOnline })),
  ]
}
