import { answerWords } from '../answers.js'
import { Folds } from '../folds.js'
import { peekOf, problemOf, toolOf } from '../tools.js'
import { currentStepWords, duration, toolPartWords, toolStateWords } from '../words.js'
import { h, icon, setText } from './dom.js'
import { createKeyedList } from './keyed-list.js'
import { createAgentTool } from './tool-agent.js'
import { createEditTool } from './tool-edit.js'
import { createFetchTool } from './tool-fetch.js'
import { createOtherTool } from './tool-other.js'
import { createReadTool } from './tool-read.js'
import { createSearchTool } from './tool-search.js'
import { createShellTool } from './tool-shell.js'
import { createTodoTool } from './tool-todo.js'

/** Views of what is inside a card: `{element, update(tool), follow?()}`. The place for what a sub-agent did is given to them. */
const INSIDES = {
  shell: createShellTool, edit: createEditTool, read: createReadTool, search: createSearchTool,
  todo: createTodoTool, fetch: createFetchTool, agent: createAgentTool, other: createOtherTool,
}

const TOLD_BY = ['name', 'title', 'input', 'output', 'state']
const folds = new Folds()

/**
 * A tool's card: one line that tells what it is about and how it went, and the rest when the reader unfolds it; then it stays as
 * they left it. What a command prints, and what went wrong, is seen without. `createBlock` makes what a sub-agent did inside.
 */
export function createTool(createBlock) {
  const head = createSummary()
  const nested = createNested(createBlock)
  const body = h('div', { class: 'body' })
  const details = h('details', { class: 'block tool', ontoggle: onToggle }, head.element, body)
  const peek = h('pre', { class: 'peek', 'data-peek': true, hidden: true })
  const problem = h('pre', { class: 'peek problem', 'data-problem': true, hidden: true })
  const answer = h('p', { class: 'answered', 'data-answered': true, hidden: true })
  const element = h('div', { class: 'tool-card' }, details, peek, problem, answer)
  let shown = {}
  let tool
  let inside
  let key
  return { element, update }

  function update(block, options) {
    const state = isWorking(block) && options.unfinished ? 'unfinished' : block.state
    if (!isToldAlready(block, state)) show(block, state, options)
    nested.update(block.children ?? [], options)
    showPeek(block, state)
    showAnswer(options.answered?.get(block.id))
  }

  function isToldAlready(block, state) {
    const isSame = details.dataset.state === state && shown.children?.length === block.children?.length
    return isSame && TOLD_BY.every(name => shown[name] === block[name]) && areSame(shown.patches, block.patches)
  }

  function show(block, state, options) {
    const kind = tool?.kind
    tool = toolOf(block)
    shown = { ...block, children: [...block.children ?? []] }
    details.dataset.tool = block.name
    details.dataset.kind = tool.kind
    details.dataset.state = state
    head.update(tool, stateWords(state, block.durationMs))
    if (kind !== tool.kind) begin(block, options)
    inside.update(tool)
    inside.follow?.()
    showText(problem, state === 'error' ? problemOf(tool) : '')
  }

  function begin(block, { message }) {
    inside = INSIDES[tool.kind](nested.element)
    body.replaceChildren(inside.element)
    if (!body.contains(nested.element)) body.append(nested.element)
    key = `${message?.id} ${block.id ?? block.key}`
    details.open = folds.isOpen(key)
  }

  function onToggle() {
    folds.set(key, details.open)
    if (details.open) inside.follow?.()
  }

  function showPeek({ children = [] }, state) {
    const step = children.findLast(({ kind }) => kind === 'tool')
    const words = tool.kind === 'shell' ? peekOf(tool.output) : step && stepWords(step)
    showText(peek, state === 'running' && words ? words : '')
  }

  function showAnswer(asked) {
    answer.hidden = !asked
    if (asked) setText(answer, answerWords(asked))
  }
}

function createSummary() {
  const picture = h('span', { class: 'kind' })
  const name = h('span', { class: 'name' })
  const title = h('span', { class: 'title' })
  const note = h('span', { class: 'about' })
  const state = h('span', { class: 'state' })
  let kind
  return { element: h('summary', {}, picture, name, title, note, state), update }

  function update(tool, words) {
    if (tool.kind !== kind) picture.replaceChildren(icon(`tool-${tool.kind}`))
    kind = tool.kind
    setText(name, tool.label)
    setText(title, tool.subject)
    title.title = tool.subject
    setText(note, tool.note)
    setText(state, words)
  }
}

function createNested(createBlock) {
  const element = h('div', { class: 'inside', role: 'group', 'aria-label': toolPartWords.subAgent })
  const show = createKeyedList(element, { key: ({ block }) => block.key, create: ({ block }) => withBoth(createBlock(block)) })
  return { element, update }

  function update(children, options) {
    element.hidden = children.length === 0
    show(children.map(block => ({ block, options })))
  }
}

const withBoth = view => ({ element: view.element, update: ({ block, options }) => view.update(block, options) })

/** Each step of the agent brings the same patches as new objects. */
const areSame = (a = [], b = []) => a.length === b.length && a.every(({ text, title }, index) => text === b[index].text && title === b[index].title)

const isWorking = ({ state }) => state === 'pending' || state === 'running'

function stepWords(block) {
  const { label, subject } = toolOf(block)
  return currentStepWords(label, subject)
}

function stateWords(state, durationMs) {
  const words = toolStateWords[state] ?? state
  return durationMs === undefined || durationMs === null ? words : `${words} · ${duration(durationMs)}`
}

function showText(element, text) {
  element.hidden = text === ''
  setText(element, text)
}
