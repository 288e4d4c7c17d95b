import { afterCode, linkEnd } from './lexer.js'

const BEGINS_LEAF = /^[ \t]*(?:>|[-+*][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|\|)/
const ONLY_MARKS = /^[-+=*_~`#:|>[! \t]*$/
const FENCE = /^ {0,3}(?:```|~~~)/
const BOX = /^[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]+\[[ xX]?\]?$/
const UNFINISHED_LINK = /^\[([^[\]\n]*)(?:\](?:\([^()\s]*)?)?$/
const WORD = /[\p{L}\p{N}]/u
/** What was opened longer ago than this is likely to be a mark that is meant to be seen. */
const MARKED_LENGTH_MAX = 400

/**
 * Closes what is open at the end of a text that is still being written, so that a mark is neither seen before it is whole nor
 * changes what it does with the next letter: `**bo` is bold already, and of `[te` only `te` is shown.
 */
export function mend(text) {
  const kept = withoutMarks(text)
  const start = leafStart(kept)
  return kept.slice(0, start) + new Leaf(kept.slice(start)).closed()
}

/** A last line of nothing but marks may become an item, a rule, a heading or a table, and one of a fence is never seen. */
function withoutMarks(text) {
  const line = text.lastIndexOf('\n') + 1
  const last = text.slice(line)
  return ONLY_MARKS.test(last) || FENCE.test(last) || isLoneRow(text, line, last) ? text.slice(0, line) : text
}

/** The head of a table is not known as one before its second row. */
function isLoneRow(text, line, last) {
  return last.startsWith('|') && !text.slice(lineBefore(text, line), line).includes('|')
}

/** Inline marks end with a blank line, an item, a quote, a heading or a row. */
function leafStart(text) {
  let start = text.lastIndexOf('\n') + 1
  while (start > 1 && text.length - start < 2 * MARKED_LENGTH_MAX && !BEGINS_LEAF.test(text.slice(start, start + 99))) {
    const before = lineBefore(text, start)
    if (text.slice(before, start).trim() === '') break
    start = before
  }
  return start
}

const lineBefore = (text, line) => (line < 2 ? 0 : text.lastIndexOf('\n', line - 2) + 1)

class Leaf {
  #text
  #open = []
  #at = 0

  constructor(text) {
    this.#text = text
  }

  closed() {
    while (this.#at < this.#text.length) {
      const kept = this.#step(this.#text[this.#at])
      if (kept !== undefined) return this.#with(kept)
    }
    return this.#with(this.#text)
  }

  /** What is kept of the text, if nothing after this place matters any more. */
  #step(c) {
    if (c === '`') return this.#code()
    if (c === '[') return this.#link()
    if (c === '*' || c === '_' || c === '~') return this.#emphasis(c)
    this.#at += c === '\\' ? 2 : 1
  }

  #code() {
    const [marks] = /^`+/.exec(this.#text.slice(this.#at))
    const start = this.#at
    this.#at = afterCode(this.#text, start)
    if (this.#at > start + marks.length || !this.#isNear(start)) return undefined
    const content = this.#text.slice(this.#at).replace(/[`\s]+$/, '')
    return this.#text.slice(0, start) + (content === '' ? '' : marks + content + marks)
  }

  #link() {
    const start = this.#text[this.#at - 1] === '!' ? this.#at - 1 : this.#at
    const [, label] = (this.#mayBeUnfinished() && UNFINISHED_LINK.exec(this.#text.slice(this.#at))) || []
    if (label !== undefined) return this.#text.slice(0, start) + new Leaf(label).closed()
    const length = linkEnd(this.#text.slice(start))
    this.#at = length > 0 ? start + length : this.#at + 1
  }

  #mayBeUnfinished() {
    return this.#isNear(this.#at) && !WORD.test(this.#text[this.#at - 1] ?? ' ') && !BOX.test(this.#text)
  }

  #emphasis(c) {
    const [run] = /^\*+|^_+|^~+/.exec(this.#text.slice(this.#at))
    const start = this.#at
    this.#at += run.length
    const [before, after] = [this.#text[start - 1] ?? ' ', this.#text[this.#at] ?? ' ']
    const last = this.#open.at(-1)
    const mayClose = last?.c === c && !/\s/.test(before)
    if (this.#at === this.#text.length && !(mayClose && run.length >= last.count)) return this.#text.slice(0, start)
    if (WORD.test(before) && WORD.test(after)) return undefined
    if (mayClose) this.#close(last, run.length)
    else if (!/\s/.test(after) && (c !== '~' || run.length === 2)) this.#open.push({ c, count: run.length, start })
  }

  #close(last, count) {
    last.count -= count
    if (last.count <= 0) this.#open.pop()
  }

  #isNear(place) {
    return this.#text.length - place <= MARKED_LENGTH_MAX
  }

  /** White space or a lone backslash before a closing mark would keep it from closing. */
  #with(kept) {
    const open = this.#open.filter(({ start }) => this.#isNear(start)).reverse()
    const marks = open.map(({ c, count }) => c.repeat(count)).join('')
    return marks === '' ? kept : kept.trimEnd().replace(/\\+$/, all => all.slice(all.length % 2)) + marks
  }
}
