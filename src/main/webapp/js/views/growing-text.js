import { goesOn } from '../markdown/goes-on.js'
import { h } from './dom.js'

const CHUNK_LENGTH = 4_096
const LONGEST_CHUNK = 4 * CHUNK_LENGTH

/**
 * A text that may grow to any length at the cost of its last few kilobytes: what is shown is cut into chunks, and a browser
 * lays out again only the one that changes. What somebody else has put in its place is replaced. The element's text is the whole text; it needs `white-space: pre-wrap`.
 */
export function createGrowingText(element) {
  let shown = ''
  let last
  return { element, update }

  function update(text) {
    if (text === shown) return
    if (last?.parentNode === element && text.length > shown.length && goesOn(text, shown)) grow(text.slice(shown.length))
    else start(text)
    shown = text
  }

  function start(text) {
    last = document.createTextNode('')
    element.replaceChildren(last)
    grow(text)
  }

  function grow(added) {
    last.appendData(added)
    for (let end = chunkEnd(last.data); end > 0; end = chunkEnd(last.data)) split(end)
  }

  /** A chunk that is full becomes a block; a block that ends with a newline looks the same as the line it was. */
  function split(end) {
    const rest = document.createTextNode(last.data.slice(end))
    last.replaceWith(h('div', { class: 'chunk' }, last.data.slice(0, end)), rest)
    last = rest
  }
}

/** Where the first chunk of a text ends: after a line if there is one, or else after a word; 0 while it is short. */
export function chunkEnd(text) {
  if (text.length <= CHUNK_LENGTH) return 0
  const line = text.indexOf('\n', CHUNK_LENGTH - 1)
  if (line >= 0 && line < LONGEST_CHUNK) return line + 1
  if (text.length <= LONGEST_CHUNK) return 0
  const word = text.lastIndexOf(' ', LONGEST_CHUNK - 1)
  return word > CHUNK_LENGTH ? word + 1 : beforePair(text, LONGEST_CHUNK)
}

/** No character may be cut in two. */
const beforePair = (text, at) => (/[\uD800-\uDBFF]/.test(text[at - 1]) ? at - 1 : at)
