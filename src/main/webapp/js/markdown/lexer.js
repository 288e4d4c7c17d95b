const NESTING_MAX = 24
const TABLE_CELLS_MAX = 2_000
const LABEL_LENGTH_MAX = 1_000
const ADDRESS_LENGTH_MAX = 2_000
const TAG_LENGTH_MAX = 1_000
const VAIN_TRIES_MAX = 50

const DEEP = new RegExp(`^(?:[ \\t]*(?:>|[-+*](?=[ \\t])|\\d{1,9}[.)](?=[ \\t]))){${NESTING_MAX + 1}}`, 'm')
const DELIMITER_ROW = /^[ \t>|:-]*-[ \t>|:-]*$/m

/**
 * Reads a segment of Markdown into marked's tokens, in bounded time whatever it says: `lex(text, {links, breaks, isInline})`,
 * where `links` are the known link definitions, to which those of the segment are added. What nests too deep, or would be too
 * large a table, comes back as one paragraph of text.
 */
export function createLexer({ Lexer, Tokenizer }) {
  const CarefulTokenizer = careful(Tokenizer)
  return (text, { links, breaks = false, isInline = false }) => {
    if (isTooMuch(text)) return [asText(text)]
    try {
      const lexer = new Lexer({ gfm: true, breaks, tokenizer: new CarefulTokenizer() })
      lexer.tokens.links = links
      return isInline ? [{ type: 'paragraph', raw: text, tokens: lexer.inlineTokens(text) }] : lexer.lex(text)
    } catch {
      return [asText(text)]
    }
  }
}

const asText = text => ({ type: 'paragraph', raw: text, tokens: [{ type: 'escape', raw: text, text }] })

const isTooMuch = text => DEEP.test(text) || cellsIn(text) > TABLE_CELLS_MAX

/** A table has as many cells in each row as its head has, whether they are written or not. */
function cellsIn(text) {
  if (!text.includes('|')) return 0
  const widest = Math.max(0, ...text.split('\n').filter(line => DELIMITER_ROW.test(line)).map(line => line.split('|').length))
  return widest * text.split('\n').length
}

/** HTML is text here. And marked's own expressions take minutes for a few kilobytes of `[a](`, so they get only what may match. */
const careful = Tokenizer => class extends Tokenizer {
  #vainEmphases = 0
  #vainLinks = 0

  html() {}

  tag(source) {
    return super.tag(source.slice(0, TAG_LENGTH_MAX))
  }

  link(source) {
    if (this.#vainLinks > VAIN_TRIES_MAX) return undefined
    const end = linkEnd(source)
    if (end < 0) this.#vainLinks++
    return end > 0 ? super.link(source.slice(0, end)) : undefined
  }

  reflink(source, links) {
    return super.reflink(source.slice(0, LABEL_LENGTH_MAX), links)
  }

  emStrong(source, masked, before) {
    if (this.#vainEmphases > VAIN_TRIES_MAX) return undefined
    const token = super.emStrong(source, masked, before)
    if (!token && /^[*_]+[^\s*_]/.test(source)) this.#vainEmphases++
    return token
  }
}

/** Where `[label](address "title")` or an image at the start of a text ends; 0 when there is none, -1 when it took long to see that. */
export function linkEnd(text) {
  const start = text.startsWith('![') ? 1 : 0
  if (text[start] !== '[') return 0
  const label = closingPlace(text, start, '[', ']', LABEL_LENGTH_MAX)
  if (label < 0) return -1
  return text[label + 1] === '(' ? addressEnd(text, label + 1) : 0
}

function addressEnd(text, start) {
  const angle = /^\(\s{0,100}</.exec(text.slice(start, start + 102))
  const inner = angle ? text.indexOf('>', start) : start
  if (inner < 0 || inner - start > ADDRESS_LENGTH_MAX) return -1
  const end = angle ? text.indexOf(')', inner) : closingPlace(text, start, '(', ')', ADDRESS_LENGTH_MAX)
  return end > 0 && end - start <= ADDRESS_LENGTH_MAX ? titleEnd(text, start, end) : -1
}

/** A title in quotes may have a parenthesis of its own. */
function titleEnd(text, start, end) {
  const title = /^\([^\s"']*\s+(["'])/.exec(text.slice(start, end))
  if (!title) return end + 1
  const closing = text.indexOf(title[1], start + title[0].length)
  const last = closing < 0 ? -1 : text.indexOf(')', closing)
  return last > 0 && last - start <= ADDRESS_LENGTH_MAX ? last + 1 : end + 1
}

function closingPlace(text, start, opening, closing, lengthMax) {
  let depth = 0
  const end = Math.min(text.length, start + lengthMax)
  for (let i = start; i < end; i++) {
    const c = text[i]
    if (c === '\\') i++
    else if (c === '`' && opening === '[') i = afterCode(text, i) - 1
    else if (c === opening) depth++
    else if (c === closing && --depth === 0) return i
  }
  return -1
}

/** The place after a code span, or after its marks if they are closed nowhere. */
export function afterCode(text, start) {
  const [marks] = /^`+/.exec(text.slice(start, start + 100))
  for (let at = text.indexOf(marks, start + marks.length); at >= 0; at = text.indexOf(marks, at + 1)) {
    const run = /^`+/.exec(text.slice(at, at + 101))[0].length
    if (run === marks.length) return at + run
    at += run - 1
  }
  return start + marks.length
}
