/**
 * Cuts a growing text into segments: stretches of lines that Markdown reads independently of one another, so that what has
 * been read of all but the last one stays. Where it cuts depends only on the text, never on the pieces in which it came.
 *
 * A line is looked at when it is complete, or when more of it could change nothing.
 */

const LINE_HEAD = 256
/** From this length on a segment is cut at its next line, though that may part a paragraph, a list or a quote. */
export const SEGMENT_LENGTH = 2_048
/** And from this length on anywhere. */
export const SEGMENT_LENGTH_MAX = 2 * SEGMENT_LENGTH
/** A table has its head above each of its pieces, so they are longer. */
export const TABLE_LENGTH = 2 * SEGMENT_LENGTH
const WORD_LENGTH_MAX = 1_024
const REPEATED_MAX = 512

const BLANK = /^[ \t]*$/
const QUOTED = /^[ \t]*>/
const INDENTED = /^[ \t]/
const HEADING = /^#{1,6}(?:[ \t]|$)/
const ITEM = /^ {0,3}(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/
const INSIDE = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*[ \t]*/
const FENCE = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})(.*)$/
/** The beginnings of lines whose rest does not matter to where the text is cut. */
const TEXT = '[*_~("\'[“‘<]{0,3}\\p{L}|`{1,2}[^`]'
const KNOWN = new RegExp(`^(?:${TEXT}|#{1,6}[ \\t]|(?:> ?|[-+*] {1,4}|\\d{1,9}[.)] {1,4})(?:${TEXT}|\\[))`, 'u')
const DELIMITER_ROW = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/

/**
 * A segment is `{start, end, kind, prefix, isContinued}`: its place in the text (`end` is set once it is settled); code or
 * another kind; what it has to be read with since it was cut off from it; whether it goes on what was before it. Code has
 * `fence` and `language` too.
 */
export class Segments {
  /** All but the last of them are settled; after `finish` all are. */
  list = []
  text = ''
  #open
  #line = 0
  #previousLine = 0
  #searched = 0
  #isLookedAt = false

  append(text) {
    this.text += text
    this.#read()
  }

  finish() {
    if (this.#line < this.text.length) this.#readLine(this.text.length, true)
    this.#settle(this.text.length)
  }

  /** The segment that may still change. */
  get open() {
    return this.#open
  }

  /** What comes after all segments, of which it is not known yet what it begins. */
  get rest() {
    return this.#open || BLANK.test(this.text.slice(this.#line)) ? undefined : { start: this.#line, kind: 'flow', prefix: '', isContinued: false }
  }

  #read() {
    while (this.#line < this.text.length) {
      const end = this.text.indexOf('\n', Math.max(this.#line, this.#searched))
      this.#searched = end < 0 ? this.text.length : end
      if (end < 0) return this.#readBeginning()
      this.#readLine(end, true)
    }
  }

  #readBeginning() {
    const isKnown = this.text.length - this.#line >= LINE_HEAD || KNOWN.test(this.text.slice(this.#line))
    if (isKnown) this.#readLine(this.text.length, false)
  }

  #readLine(end, isComplete) {
    if (!this.#isLookedAt) this.#look(this.text.slice(this.#line, Math.min(end, this.#line + LINE_HEAD)))
    this.#isLookedAt = true
    this.#cutLongLine(end)
    if (!isComplete) return
    const next = Math.min(end + 1, this.text.length)
    if (this.#open?.isClosed) this.#settle(next)
    this.#previousLine = this.#line
    this.#line = next
    this.#isLookedAt = false
  }

  #look(line) {
    const open = this.#open
    if (open?.kind === 'code') open.isClosed = closes(line, open.fence)
    else if (BLANK.test(line)) this.#afterBlank()
    else this.#lookAtText(line, open)
  }

  #afterBlank() {
    if (this.#open) this.#open.isBlank = true
  }

  #lookAtText(line, open) {
    const fence = fenceOf(line)
    const isOwnFence = fence && !(open?.kind === 'list' && fence.indent > 0)
    if (isOwnFence) this.#begin({ kind: 'code', fence, language: fence.language })
    else if (!open || beginsAnew(line, open)) this.#begin({ kind: kindOf(line), isContinued: open?.kind === 'line' && !open.isBlank })
    else if (this.#isFull(line, open)) this.#begin(this.#restOf(open))
    this.#note(line, this.#open)
  }

  /** A list is cut before an item if that comes in time. */
  #isFull(line, open) {
    const length = this.#line - open.start
    if (open.table) return length >= TABLE_LENGTH
    return length >= SEGMENT_LENGTH_MAX || (length >= SEGMENT_LENGTH && (open.kind !== 'list' || ITEM.test(line)))
  }

  #restOf(open) {
    const prefix = open.inner ? `${open.inner.repeated}\n` : this.#tableHead(open)
    return { kind: open.kind, prefix, table: prefix && open.table, inner: open.inner, isContinued: !open.isBlank }
  }

  #tableHead({ table }) {
    return table && table.end - table.start <= REPEATED_MAX ? this.text.slice(table.start, table.end) : ''
  }

  /** Keeps in mind what the rest of the segment must know of this line, should it be cut off. */
  #note(line, open) {
    open.isBlank = false
    if (open.kind === 'flow' && ITEM.test(line)) open.kind = 'list'
    if (open.kind === 'list' || open.kind === 'quote') open.inner = innerFence(line, open.inner)
    if (open.kind === 'flow' && this.#isDelimiterRow(line)) {
      open.table ??= { start: this.#previousLine, end: this.#line + line.length + 1 }
    }
  }

  #isDelimiterRow(line) {
    return line.length < LINE_HEAD && this.#previousLine >= this.#open.start && this.#line > this.#previousLine
      && line.includes('|') && DELIMITER_ROW.test(line)
  }

  #cutLongLine(end) {
    if (this.#open === undefined || this.#open.kind === 'code') return
    for (let limit = this.#limit(); end > limit; limit = this.#limit()) {
      this.#begin({ kind: 'line', isContinued: true }, wordEnd(this.text, limit))
    }
  }

  #limit() {
    return Math.max(this.#open.start + (this.#open.table ? TABLE_LENGTH : 0) + SEGMENT_LENGTH_MAX, this.#line + SEGMENT_LENGTH)
  }

  #begin(segment, start = this.#line) {
    this.#settle(start)
    this.#open = { prefix: '', isContinued: false, ...segment, start }
    this.list.push(this.#open)
  }

  #settle(end) {
    if (this.#open) this.#open.end = end
    this.#open = undefined
  }
}

function beginsAnew(line, open) {
  if (open.kind === 'heading' || open.kind === 'line' || HEADING.test(line)) return true
  return open.isBlank && !INDENTED.test(line) && !(open.kind === 'list' && ITEM.test(line))
}

function kindOf(line) {
  if (HEADING.test(line)) return 'heading'
  if (QUOTED.test(line)) return 'quote'
  return ITEM.test(line) ? 'list' : 'flow'
}

function fenceOf(line) {
  const [, indent, marks, info] = FENCE.exec(line) ?? []
  return marks && { indent: indent.length, marks, language: info.trim().split(/\s/, 1)[0] }
}

const closes = (line, { marks }) => {
  const found = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1]
  return found !== undefined && found[0] === marks[0] && found.length >= marks.length
}

/** The fence inside a list or a quote that is open after this line: its marks, and the line that would open it again. */
function innerFence(line, inner) {
  const inside = INSIDE.exec(line)[0]
  const rest = line.slice(inside.length)
  if (inner) return closes(rest, inner) || leaves(line, inner) ? undefined : inner
  const fence = fenceOf(rest)
  return fence && { marks: fence.marks, repeated: `${inside.replace(/[^>\s]/g, ' ')}${fence.marks}${fence.language}` }
}

/** What is not indented is not in the list any more, and what has no mark is not in the quote. */
const leaves = (line, { repeated }) => (repeated.includes('>') ? !QUOTED.test(line) : !INDENTED.test(line))

/** Where to cut a text before a place: after a word if there is one that ends near it, and never inside a character. */
function wordEnd(text, limit) {
  const space = text.lastIndexOf(' ', limit - 1)
  if (space >= limit - WORD_LENGTH_MAX) return space + 1
  return /[\uD800-\uDBFF]/.test(text[limit - 1]) ? limit - 1 : limit
}
