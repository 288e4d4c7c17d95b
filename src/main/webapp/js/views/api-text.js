import { h } from './dom.js'

/** Paragraphs of a description; what stands between backticks is code. Everything else is text, whatever it looks like. */
export function paragraphs(text) {
  return (text ?? '').trim().split(/\n\s*\n/).filter(Boolean).map(paragraph => h('p', {}, ...spans(paragraph)))
}

export function spans(text = '') {
  return text.split('`').map((piece, i) => i % 2 === 0 ? piece : h('code', {}, piece)).filter(piece => piece !== '')
}
