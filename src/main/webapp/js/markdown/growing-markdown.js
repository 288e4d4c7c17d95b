import { goesOn } from './goes-on.js'
import { mend } from './mend.js'
import { Segments } from './segments.js'
import { codeNode, treeOf } from './tree.js'

const REFERENCE = /\[([^[\]]{1,200})\]/g
const HEADING = /^h\d$/
/** The level of the page's heading above the conversation. */
const LEVEL_ABOVE = 2

/**
 * A growing text as a list of blocks to show: `{tree, isContinued, level}`, see tree.js; whether it goes on the one before it; the
 * level of the last heading. A block that is the same object as before has not changed. While the text grows only the last one does, and those that refer to a link
 * whose address comes later. `lex` is of lexer.js.
 */
export class GrowingMarkdown {
  blocks = []
  #lex
  #breaks
  #given = ''
  #isComplete = false
  #segments = new Segments()
  #settled = 0
  #links = Object.create(null)
  #waiting = new Map()
  #outdated = new Set()

  /** @param breaks whether each line of a paragraph is a line to be seen */
  constructor(lex, { breaks = false } = {}) {
    this.#lex = lex
    this.#breaks = breaks
  }

  /** Takes the text so far, and whether that is all; one that does not go on the last one begins anew. */
  update(text, isComplete) {
    if (text === this.#given && isComplete === this.#isComplete) return this.blocks
    if (this.#isComplete || !goesOn(text, this.#given)) this.#forget()
    this.#segments.append(this.#added(text, isComplete))
    this.#given = text
    this.#isComplete = isComplete
    if (isComplete) this.#segments.finish()
    this.#read()
    return this.blocks
  }

  /** Every kind of line end becomes one; a carriage return at the end may be half of one. */
  #added(text, isComplete) {
    const from = this.#given.endsWith('\r') && !this.#isComplete ? this.#given.length - 1 : this.#given.length
    const end = text.endsWith('\r') && !isComplete ? text.length - 1 : text.length
    return text.slice(from, end).replaceAll(/\r\n?/g, '\n')
  }

  #forget() {
    this.blocks = []
    this.#given = ''
    this.#segments = new Segments()
    this.#settled = 0
    this.#links = Object.create(null)
    this.#waiting.clear()
    this.#outdated.clear()
  }

  #read() {
    const { list, open } = this.#segments
    const settled = open ? list.length - 1 : list.length
    for (; this.#settled < settled; this.#settled++) this.#readSettled(this.#settled)
    for (const index of this.#outdated) this.blocks[index] = this.#blockOf(list[index], Object.create(this.#links), index)
    this.#outdated.clear()
    const last = open ?? this.#segments.rest
    if (last) this.blocks[settled] = this.#openBlock(last, settled)
    this.blocks.length = last ? settled + 1 : settled
  }

  #readSettled(index) {
    const segment = this.#segments.list[index]
    const links = Object.create(this.#links)
    this.blocks[index] = this.#blockOf(segment, links, index)
    if (segment.kind === 'code') return
    for (const [label, link] of Object.entries(links)) this.#define(label, link)
    this.#noteReferences(this.#textOf(segment), index)
  }

  #define(label, link) {
    this.#links[label] = link
    for (const index of this.#waiting.get(label) ?? []) this.#outdated.add(index)
    this.#waiting.delete(label)
  }

  #noteReferences(text, index) {
    for (const [, words] of text.includes('[') ? text.matchAll(REFERENCE) : []) {
      const label = words.replace(/\s+/g, ' ').toLowerCase()
      if (this.#links[label]) continue
      if (!this.#waiting.has(label)) this.#waiting.set(label, new Set())
      this.#waiting.get(label).add(index)
    }
  }

  #blockOf(segment, links, index) {
    if (segment.kind === 'code') return this.#codeBlock(segment, true, index)
    return this.#textBlock(segment, this.#textOf(segment), links, index)
  }

  #openBlock(segment, index) {
    if (segment.kind === 'code') return this.#codeBlock(segment, false, index)
    const text = this.#textOf(segment)
    const block = this.#textBlock(segment, segment.inner ? text : mend(text), Object.create(this.#links), index)
    leaveOpen(block.tree)
    return block
  }

  #textBlock({ kind, prefix, isContinued }, text, links, index) {
    const tree = treeOf(this.#lex(prefix + text, { links, breaks: this.#breaks, isInline: kind === 'line' }))
    return { isContinued, tree, level: levelled(tree, this.#levelBefore(index)) }
  }

  #codeBlock(segment, isComplete, index) {
    const { language } = segment
    const code = codeNode({ language, text: codeIn(this.#textOf(segment), segment, isComplete), isComplete })
    return { isContinued: false, tree: [code], level: this.#levelBefore(index) }
  }

  #levelBefore(index) {
    return this.blocks[index - 1]?.level ?? LEVEL_ABOVE
  }

  #textOf({ start, end }) {
    return this.#segments.text.slice(start, end)
  }
}

/** Lets no heading be more than one level below the last one, whatever was written; the level of the last one. */
function levelled(tree, above) {
  let level = above
  for (const node of tree.filter(({ name }) => HEADING.test(name))) {
    level = Math.min(Number(node.name[1]), level + 1)
    node.name = `h${level}`
  }
  return level
}

/** Code at the very end may go on. */
function leaveOpen(tree) {
  const last = tree.at(-1)
  if (last?.code) last.code.isComplete = false
  else if (last?.children) leaveOpen(last.children)
}

/** Without the fences, without the white space that the first fence has before it, and without what may become the last fence. */
function codeIn(text, { fence, isClosed }, isComplete) {
  const first = text.indexOf('\n') + 1
  if (first === 0) return ''
  const code = text.slice(first, Math.max(first, isClosed ? lastLine(text) : endOfCode(text, fence.marks[0], isComplete)))
  return fence.indent === 0 ? code : code.replace(new RegExp(`^ {1,${fence.indent}}`, 'gm'), '')
}

function endOfCode(text, mark, isComplete) {
  const end = text.endsWith('\n') ? text.length - 1 : text.length
  const last = text.slice(lastLine(text) + 1)
  return !isComplete && last.trim().replaceAll(mark, '') === '' ? lastLine(text) : end
}

const lastLine = text => text.lastIndexOf('\n', text.length - 2)
