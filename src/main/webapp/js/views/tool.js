import { answerWords } from '../answers.js'
import { duration, toolStateWords } from '../words.js'
import { h, setText } from './dom.js'
import { createGrowingText } from './growing-text.js'
import { createKeyedList } from './keyed-list.js'
import { Tail } from './tail.js'

/**
 * A tool's card: open while something can be seen of its work and when it failed, else closed; once the reader has opened
 * or closed it, it stays as they left it. `createBlock` makes what a sub-agent did inside.
 */
export function createTool(createBlock) {
  const name = h('span', { class: 'name' })
  const title = h('span', { class: 'title' })
  const state = h('span', { class: 'state' })
  const input = createSection('Input')
  const output = createSection('Output')
  const inside = h('div', { class: 'inside', role: 'group', 'aria-label': 'Sub-agent' })
  const answer = h('p', { class: 'answered', 'data-answered': true, hidden: true })
  const summary = h('summary', { onclick: () => { isLeftAlone = false } }, name, title, state)
  const details = h('details', { class: 'block tool', ontoggle: () => details.open && output.follow() },
    summary, h('div', { class: 'body' }, input.element, inside, output.element))
  const element = h('div', { class: 'tool-card' }, details, answer)
  const showInside = createKeyedList(inside, { key: ({ block }) => block.key, create: ({ block }) => createNested(createBlock(block)) })
  let isLeftAlone = true
  return { element, update }

  function update(block, options) {
    const { children = [] } = block
    const shownState = isWorking(block) && options.unfinished ? 'unfinished' : block.state
    details.dataset.tool = block.name
    details.dataset.state = shownState
    setText(name, block.name)
    setText(title, block.title)
    setText(state, stateWords(shownState, block.durationMs))
    input.update(block.input)
    output.update(block.output)
    inside.hidden = children.length === 0
    showInside(children.map(child => ({ block: child, options })))
    if (isLeftAlone && output.atEnd) details.open = isOpenByItself(shownState, block.output !== '' || children.length > 0)
    output.follow()
    showAnswer(options.answered?.get(block.id))
  }

  function showAnswer(asked) {
    answer.hidden = !asked
    if (asked) setText(answer, answerWords(asked))
  }
}

const isWorking = ({ state }) => state === 'pending' || state === 'running'

const isOpenByItself = (state, hasWork) => state === 'error' || (state === 'running' && hasWork)

function stateWords(state, durationMs) {
  const words = toolStateWords[state] ?? state
  return durationMs === undefined || durationMs === null ? words : `${words} · ${duration(durationMs)}`
}

const createNested = view => ({ element: view.element, update: ({ block, options }) => view.update(block, options) })

function createSection(label) {
  const box = h('pre', { tabindex: '0', role: 'group', 'aria-label': label })
  const text = createGrowingText(box)
  const tail = new Tail(box)
  const element = h('div', { class: label.toLowerCase() }, h('p', { class: 'label' }, label), box)
  return { element, update, follow: () => tail.follow(), get atEnd() { return tail.atEnd } }

  function update(content) {
    element.hidden = content === ''
    text.update(content)
  }
}
