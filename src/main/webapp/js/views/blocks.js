import { partWords } from '../words.js'
import { createDiff } from './diff.js'
import { h, setText } from './dom.js'
import { createFile } from './file.js'
import { createGrowingText } from './growing-text.js'
import { createMarkdown } from './markdown.js'
import { createTool } from './tool.js'

/**
 * Views for the blocks of parts.js. Each is `{element, update(block, {unfinished, answered})}`: whether nothing more will
 * come, and what was answered, by the id of the tool call.
 */
export function createBlock({ kind }, options) {
  return (CREATE[kind] ?? CREATE.other)(options)
}

const CREATE = {
  text: createText,
  reasoning: createReasoning,
  tool: () => createTool(createBlock),
  patch: createDiff,
  file: createFile,
  error: createError,
  other: createOther,
}

/** What a person has written is whole, and has its lines where they put them. */
function createText({ message } = {}) {
  const isPersons = message?.role === 'user'
  const { element, update } = createMarkdown({ 'data-part': 'text', breaks: isPersons })
  return { element, update: (block, { unfinished } = {}) => update(block.text, isPersons || unfinished) }
}

function createError() {
  const text = h('p', {})
  const element = h('div', { class: 'error', 'data-part': 'error' }, h('strong', {}, partWords.error), text)
  return { element, update: block => setText(text, block.text) }
}

function createReasoning() {
  const label = h('summary', {})
  const text = createMarkdown()
  const element = h('details', { class: 'block reasoning', 'data-reasoning': true }, label, text.element)
  return { element, update }

  /** A sub-agent's reasoning and what it says come in the same kind of part. */
  function update(block, { unfinished } = {}) {
    setText(label, block.isSubAgent ? partWords.subAgent : partWords.reasoning)
    text.update(block.text, unfinished)
  }
}

function createOther() {
  const label = h('span', { class: 'name' })
  const title = h('span', { class: 'title' })
  const text = createGrowingText(h('pre', {}))
  const element = h('details', { class: 'block' }, h('summary', {}, label, title), h('div', { class: 'body' }, text.element))
  return { element, update }

  function update(block) {
    element.dataset.part = block.type
    setText(label, block.type)
    setText(title, block.title)
    text.update(block.text)
  }
}
