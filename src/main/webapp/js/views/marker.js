import { placesOf } from '../finder.js'

const NAME = 'found'

/** Marks words in a message without changing it, where the browser can. */
export function createMarker() {
  const canMark = 'highlights' in CSS
  return { mark, clear }

  function mark(element, words) {
    if (canMark) CSS.highlights.set(NAME, new Highlight(...rangesOf(element, words)))
  }

  function clear() {
    if (canMark) CSS.highlights.delete(NAME)
  }
}

/** Words may go over several nodes, such as chunks of a long text or emphasised ones. */
function rangesOf(element, words) {
  const nodes = textNodesOf(element)
  const text = nodes.map(({ node }) => node.data).join('')
  return placesOf(text, words).map(start => rangeOf(nodes, start, start + words.length))
}

function textNodesOf(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const nodes = []
  let start = 0
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push({ node, start })
    start += node.data.length
  }
  return nodes
}

function rangeOf(nodes, start, end) {
  const range = document.createRange()
  const first = nodes.findLast(node => node.start <= start)
  const last = nodes.findLast(node => node.start < end)
  range.setStart(first.node, start - first.start)
  range.setEnd(last.node, end - last.start)
  return range
}
