import { highlighted } from '../markdown/scopes.js'
import { h } from './dom.js'

const NEAR = '600px'

const waiting = new WeakMap()
const whenIdle = globalThis.requestIdleCallback ?? (run => setTimeout(run, 50))
const seen = new IntersectionObserver(entries => entries.filter(each => each.isIntersecting).forEach(each => whenNear(each.target)), { rootMargin: NEAR })

/** Gives some code its colours when it comes near to where the reader is, and nothing else is to be done. */
export function highlightWhenSeen(element, source, language) {
  const last = waiting.get(element)
  if (last?.source === source && last.language === language) return
  waiting.set(element, { source, language })
  seen.observe(element)
}

function whenNear(element) {
  seen.unobserve(element)
  whenIdle(() => highlight(element))
}

/** What the reader has selected is left as it is until they select something else. */
function highlight(element) {
  if (isSelected(element)) return document.addEventListener('selectionchange', () => whenNear(element), { once: true })
  const { source, language } = waiting.get(element)
  const pieces = highlighted(globalThis.hljs, source, language)
  if (pieces && element.textContent === source) element.replaceChildren(...pieces.map(createPiece))
}

function isSelected(element) {
  const selection = getSelection()
  return selection.rangeCount > 0 && !selection.isCollapsed && selection.containsNode(element, true)
}

const createPiece = ({ text, scope }) => (scope ? h('span', { class: `code-${scope}` }, text) : text)
