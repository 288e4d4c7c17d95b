import { toolStateWords } from '../words.js'
import { growText, h, setText } from './dom.js'

/** Views for the blocks of parts.js. Each is `{element, update(block, {unfinished})}`. */
export function createBlock({ kind }) {
  return (CREATE[kind] ?? CREATE.other)()
}

const CREATE = { text: createText, reasoning: createReasoning, tool: createTool, error: createError, other: createOther }

function createText() {
  const element = h('div', { class: 'text', 'data-part': 'text' })
  return { element, update: ({ text }) => growText(element, text) }
}

function createError() {
  const text = h('p', {})
  const element = h('div', { class: 'error', 'data-part': 'error' }, h('strong', {}, 'Error'), text)
  return { element, update: block => growText(text, block.text) }
}

function createReasoning() {
  const text = h('div', { class: 'text' })
  const element = h('details', { class: 'block reasoning', 'data-reasoning': true }, h('summary', {}, 'Reasoning'), text)
  return { element, update: block => growText(text, block.text) }
}

function createOther() {
  const label = h('span', { class: 'name' })
  const title = h('span', { class: 'title' })
  const text = h('pre', {})
  const element = h('details', { class: 'block' }, h('summary', {}, label, title), h('div', { class: 'body' }, text))
  return { element, update }

  function update(block) {
    element.dataset.part = block.type
    setText(label, block.type)
    setText(title, block.title)
    growText(text, block.text)
  }
}

function createTool() {
  const name = h('span', { class: 'name' })
  const title = h('span', { class: 'title' })
  const state = h('span', { class: 'state' })
  const input = createSection('Input')
  const output = createSection('Output')
  const element = h('details', { class: 'block tool' },
    h('summary', {}, name, title, state), h('div', { class: 'body' }, input.element, output.element))
  return { element, update }

  function update(block, { unfinished }) {
    const isOpen = block.state === 'pending' || block.state === 'running'
    const shownState = isOpen && unfinished ? 'unfinished' : block.state
    element.dataset.tool = block.name
    element.dataset.state = shownState
    setText(name, block.name)
    setText(title, block.title)
    setText(state, toolStateWords[shownState] ?? shownState)
    input.update(block.input)
    output.update(block.output)
  }
}

function createSection(label) {
  const text = h('pre', { tabindex: '0', 'aria-label': label })
  const element = h('div', { class: label.toLowerCase() }, h('p', { class: 'label' }, label), text)
  return { element, update }

  function update(content) {
    element.hidden = content === ''
    growText(text, content)
  }
}
