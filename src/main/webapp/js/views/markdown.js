import { GrowingMarkdown } from '../markdown/growing-markdown.js'
import { createLexer } from '../markdown/lexer.js'
import * as marked from '../markdown/marked.js'
import { h } from './dom.js'
import { showTree } from './tree.js'

const lex = createLexer(marked)

/**
 * `<berth-markdown>`: shows a text as Markdown while it grows. With the attribute `breaks` each line of a paragraph is one to be
 * seen. What is settled is never drawn again.
 */
class MarkdownElement extends HTMLElement {
  /** The text that is shown, as it was written. */
  source = ''
  #markdown
  #shown = []

  /** `complete` tells that this is all of the text; until then its end is shown as what it is likely to become. */
  update(text, { complete = false } = {}) {
    this.#markdown ??= new GrowingMarkdown(lex, { breaks: this.hasAttribute('breaks') })
    this.source = text
    const blocks = this.#markdown.update(text, complete)
    blocks.forEach((block, index) => this.#showBlock(block, index))
    this.#shown.length = blocks.length
    while (this.children.length > blocks.length) this.lastChild.remove()
  }

  #showBlock(block, index) {
    const before = this.#shown[index]
    if (block === before) return
    const element = this.children[index] ?? this.appendChild(h('div', { class: 'part' }))
    element.classList.toggle('continued', block.isContinued)
    showTree(element, block.tree, before?.tree)
    this.#shown[index] = block
  }
}

customElements.define('berth-markdown', MarkdownElement)

export function createMarkdown(attributes = {}) {
  const element = h('berth-markdown', attributes)
  return { element, update: (text, complete) => element.update(text, { complete }) }
}
