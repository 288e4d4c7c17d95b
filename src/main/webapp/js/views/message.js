import { changedHash } from '../page-hash.js'
import { blocksOf, sourceOf } from '../parts.js'
import { usageWords } from '../usage.js'
import { clock, exactTime, messageLinkWords, messageWords, roleWords } from '../words.js'
import { createBlock } from './blocks.js'
import { copyText } from './copy.js'
import { h, iconButton, setText } from './dom.js'
import { createKeyedList } from './keyed-list.js'

/**
 * Shows an entry `{message, unfinished, answered, usage}`: whether nothing more will come, whatever its tools say; how the
 * agent's requests were answered; and what the turn has used, at the end of its last message. `editAgain(message)` brings a
 * message of the user back into the composer, where there is one.
 */
export function createMessage({ message }, { editAgain } = {}) {
  const role = roleWords[message.role] ?? message.role
  const time = h('time', {})
  const link = h('a', { class: 'time', href: changedHash(location.hash, { message: message.id }) }, time)
  const body = h('div', { class: 'body' })
  const used = h('p', { class: 'note', 'data-usage': true, hidden: true })
  const element = h('article', { class: 'message', 'data-message-id': message.id, 'data-role': message.role, 'aria-label': role },
    h('header', {}, h('span', { class: 'who' }, role), link), body, used, createActions())
  let shown = {}
  const showBlocks = createKeyedList(body, {
    key: block => block.key,
    create: block => withOptions(createBlock(block, shown), () => shown),
  })
  return { element, update }

  function update(entry) {
    if (isSame(entry, shown)) return
    shown = entry
    showUsage(usageWords(entry.usage))
    if (entry.message.createdAt) showTime(entry.message.createdAt)
    showBlocks(blocksOf(entry.message))
  }

  function createActions() {
    const copy = iconButton('copy', messageWords.copy, () => copyText(sourceOf(shown.message)))
    const again = editAgain && message.role === 'user' && iconButton('edit', messageWords.editAgain, () => editAgain(shown.message))
    return h('div', { class: 'message-tools' }, copy, again)
  }

  function showUsage(words) {
    used.hidden = words === ''
    setText(used, words)
  }

  function showTime(seconds) {
    setText(time, clock(seconds))
    time.dateTime = new Date(seconds * 1000).toISOString()
    link.title = messageLinkWords(exactTime(seconds))
  }
}

const isSame = (a, b) => ['message', 'unfinished', 'answered', 'usage'].every(name => a[name] === b[name])

const withOptions = (view, options) => ({ element: view.element, update: block => view.update(block, options()) })
