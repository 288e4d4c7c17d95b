import { Finder, snippetOf, WORDS_MAX } from '../finder.js'
import { clock, exactTime, findWords, roleWords } from '../words.js'
import { h, setText } from './dom.js'
import { createKeyedList } from './keyed-list.js'

const PAUSE_MS = 250
const FIELDS = 'input, textarea, select, [contenteditable]'

/**
 * Finds messages of the session. `goTo(id)` takes the conversation there; `onClose()` says that nothing is looked for any more;
 * `characters()` is whether a key of a single character counts.
 */
export function createFind(page, { fetch, goTo, onClose, characters }) {
  const element = page.querySelector('[data-find]')
  const opener = page.querySelector('[data-action=find]')
  const field = element.querySelector('input')
  const status = element.querySelector('[data-find-status]')
  const list = element.querySelector('[role=listbox]')
  const more = element.querySelector('[data-action=find-more]')
  const finder = new Finder({ fetch, onChange: show })
  const showResults = createKeyedList(list, { key: ({ message, words }) => `${message.id} ${words}`, create: item => createResult(item, choose) })
  let isLooking = false
  let chosen = -1
  let cameFrom
  let timer
  field.maxLength = WORDS_MAX
  opener.addEventListener('click', () => (element.hidden ? open() : close()))
  element.querySelector('[data-action=close-find]').addEventListener('click', close)
  more.addEventListener('click', () => finder.more())
  field.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(search, PAUSE_MS) })
  field.addEventListener('keydown', onKey)
  page.addEventListener('keydown', onShortcut)
  page.addEventListener('keydown', onEscape)
  return { words: () => (isLooking ? finder.words : ''), get isLooking() { return isLooking } }

  function open() {
    if (element.hidden) cameFrom = document.activeElement
    isLooking = true
    element.hidden = false
    opener.setAttribute('aria-expanded', true)
    field.focus()
    field.select()
  }

  function close() {
    const hadFocus = element.contains(document.activeElement) || document.activeElement === opener
    isLooking = false
    hide()
    onClose()
    if (hadFocus) giveBack(cameFrom)
  }

  function giveBack(to) {
    if (to?.isConnected && to !== document.body) to.focus({ preventScroll: true })
    else opener.focus()
  }

  function search() {
    chosen = -1
    clearTimeout(timer)
    return finder.find(field.value)
  }

  function show() {
    const { state, results, hasMore, problem } = finder
    showResults(results.map((message, index) => ({ message, index, words: finder.words, isChosen: index === chosen })))
    list.hidden = results.length === 0
    field.setAttribute('aria-expanded', !list.hidden)
    if (results[chosen]) field.setAttribute('aria-activedescendant', idOf(results[chosen]))
    else field.removeAttribute('aria-activedescendant')
    if (!hasMore && document.activeElement === more) field.focus()
    more.hidden = !hasMore
    more.setAttribute('aria-disabled', state === 'finding')
    setText(status, wordsOf({ state, results, hasMore, problem }))
  }

  function onKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) move(step)
    else if (event.key === 'Enter') enter()
    else return
    event.preventDefault()
  }

  /** Below the last one that is known there may be more. */
  async function move(step) {
    if (step > 0 && chosen === finder.results.length - 1) await finder.more()
    chosen = Math.min(Math.max(chosen + step, 0), finder.results.length - 1)
    show()
    list.children[chosen]?.scrollIntoView({ block: 'nearest' })
  }

  async function enter() {
    if (field.value.trim() !== finder.words) await search()
    if (finder.results.length > 0) choose(Math.max(chosen, 0))
  }

  function choose(index) {
    chosen = index
    show()
    hide()
    goTo(finder.results[index].id)
  }

  /** The results would cover what was found, or keep the focus from it; its words are marked until all is closed. */
  function hide() {
    element.hidden = true
    opener.setAttribute('aria-expanded', false)
  }

  /** Also from the message that was found; what else is open closes by itself. */
  function onEscape(event) {
    const isElsewhere = !element.contains(event.target) && event.target.closest(`${FIELDS}, dialog, [data-panel], [data-scrubber]`)
    if (event.key === 'Escape' && isLooking && !isElsewhere) close()
  }

  /** The browser's own search, by Ctrl+F, stays as it is. */
  function onShortcut(event) {
    const isSlash = event.key === '/' && characters() && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest(FIELDS)
    const isChord = event.key.toLowerCase() === 'f' && event.shiftKey && (event.ctrlKey || event.metaKey)
    if (!isSlash && !isChord || page.querySelector('dialog[open]')) return
    event.preventDefault()
    open()
  }
}

function wordsOf({ state, results, hasMore, problem }) {
  if (state === 'finding') return findWords.finding
  if (state === 'failed') return problem
  if (state === 'idle') return ''
  return results.length === 0 ? findWords.none(hasMore) : findWords.found(results.length, hasMore)
}

const idOf = message => `found-${message.id}`

function createResult({ message, index, words }, choose) {
  const { before, match, after } = snippetOf(message.content ?? '', words)
  const time = h('time', { title: exactTime(message.createdAt) }, clock(message.createdAt))
  const element = h('li', { role: 'option', id: idOf(message), 'data-found': message.id, onclick: () => choose(index) },
    h('span', { class: 'note' }, `${roleWords[message.role] ?? message.role} · `, time), h('p', {}, before, match && h('mark', {}, match), after))
  return { element, update: ({ isChosen }) => element.setAttribute('aria-selected', isChosen) }
}
