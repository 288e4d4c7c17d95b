import { createDiff } from './diff.js'
import { h, setText } from './dom.js'
import { createGrowingText } from './growing-text.js'
import { createTool } from './tool.js'

/**
 * Views for the blocks of parts.js. Each is `{element, update(block, {unfinished, answered})}`: whether nothing more will
 * come, and what was answered, by the id of the tool call.
 */
export function createBlock({ kind }) {
  return (CREATE[kind] ?? CREATE.other)()
}

const CREATE = {
  text: createText,
  reasoning: createReasoning,
  tool: () => createTool(createBlock),
  patch: createDiff,
  error: createError,
  other: createOther,
}

function createText() {
  const element = h('div', { class: 'text', 'data-part': 'text' })
  const text = createGrowingText(element)
  return { element, update: block => text.update(block.text) }
}

function createError() {
  const text = h('p', {})
  const element = h('div', { class: 'error', 'data-part': 'error' }, h('strong', {}, 'Error'), text)
  return { element, update: block => setText(text, block.text) }
}

function createReasoning() {
  const label = h('summary', {})
  const text = createGrowingText(h('div', { class: 'text' }))
  const element = h('details', { class: 'block reasoning', 'data-reasoning': true }, label, text.element)
  return { element, update }

  /** A sub-agent's reasoning and what it says come in the same kind of part. */
  function update(block) {
    setText(label, block.isSubAgent ? 'The sub-agent’s words' : 'Reasoning')
    text.update(block.text)
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
