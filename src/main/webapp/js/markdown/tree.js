import { checkedWords, imageWords, tableWords } from '../words.js'
import { isRelative, linkAddress } from './addresses.js'
import { decodeEntities } from './entities.js'

const DEPTH_MAX = 60
const HEADINGS = ['h3', 'h4', 'h5', 'h6']

/**
 * What to show of marked's tokens: a list of texts and of nodes `{name, attributes, children}`, or `{name: 'berth-code', code:
 * {language, text, isComplete}}`. Names and attributes are those written here; all that comes from the tokens is text, except
 * for the addresses of links.
 */
export function treeOf(tokens, depth = 0) {
  if (!tokens) return []
  if (depth > DEPTH_MAX) return joined(tokens.map(({ raw }) => raw))
  return joined(tokens.flatMap(token => (NODES[token.type] ?? asWritten)(token, depth + 1)))
}

const node = (name, children = [], attributes = {}) => ({ name, attributes, children })
const wrapping = name => ({ tokens }, depth) => [node(name, treeOf(tokens, depth))]
const asWritten = ({ raw }) => [raw]
const plain = ({ text }) => [text]

const NODES = {
  space: () => [],
  def: () => [],
  paragraph: wrapping('p'),
  blockquote: wrapping('blockquote'),
  heading: ({ depth: level, tokens }, depth) => [node(HEADINGS[Math.min(level, HEADINGS.length) - 1], treeOf(tokens, depth), { 'data-depth': level })],
  hr: () => [node('hr')],
  code: ({ text, lang }) => [codeNode({ text, language: languageOf(lang), isComplete: true })],
  list: listNodes,
  checkbox: ({ checked }) => [node('input', [], { type: 'checkbox', disabled: '', checked: checked ? '' : undefined, 'aria-label': checkedWords(checked) })],
  table: tableNodes,
  text: ({ tokens, text }, depth) => (tokens ? treeOf(tokens, depth) : [decodeEntities(text)]),
  escape: plain,
  html: asWritten,
  strong: wrapping('strong'),
  em: wrapping('em'),
  del: wrapping('del'),
  codespan: ({ text }) => [node('code', [text])],
  br: () => [node('br')],
  link: linkNodes,
  image: imageNodes,
}

export const codeNode = code => ({ name: 'berth-code', code })

const languageOf = info => (info ?? '').trim().split(/\s/, 1)[0]

function listNodes({ ordered, start, items }, depth) {
  const children = items.map(({ task, tokens }) => node('li', treeOf(tokens, depth), task ? { class: 'task-item' } : {}))
  return [node(ordered ? 'ol' : 'ul', children, ordered && start !== 1 ? { start } : {})]
}

function tableNodes({ header, rows }, depth) {
  const row = (cells, name, attributes) => node('tr', cells.map(({ tokens, align }) => (
    node(name, treeOf(tokens, depth), { ...attributes, 'data-align': align ?? undefined }))))
  const table = node('table', [
    node('thead', [row(header, 'th', { scope: 'col' })]),
    node('tbody', rows.map(cells => row(cells, 'td'))),
  ])
  return [node('div', [table], { class: 'table', tabindex: '0', role: 'group', 'aria-label': tableWords })]
}

/** A place in the repository is named beside its words; any other address that no link may have stays as it was written. */
function linkNodes({ href, text, tokens, raw }, depth) {
  const address = decodeEntities(href)
  const safe = linkAddress(address)
  if (safe) return [anchor(safe, withoutLinks(treeOf(tokens, depth)))]
  if (!isRelative(address)) return [raw]
  return text === address ? treeOf(tokens, depth) : [...treeOf(tokens, depth), ' (', node('code', [address]), ')']
}

/** Nothing is loaded from elsewhere just because somebody reads. */
function imageNodes({ href, text, raw }) {
  const address = decodeEntities(href)
  const safe = linkAddress(address)
  if (!safe && !isRelative(address)) return [raw]
  const words = `${imageWords(decodeEntities(text))} (${address})`
  return safe ? [anchor(safe, [words])] : [words]
}

const anchor = (href, children) => node('a', children, { href, title: href, target: '_blank', rel: 'noopener noreferrer nofollow' })

/** A link in a link, such as a badge, is the outer one's. */
const withoutLinks = nodes => joined(nodes.flatMap(each => {
  if (typeof each === 'string' || !each.children) return [each]
  const children = withoutLinks(each.children)
  return each.name === 'a' ? children : [{ ...each, children }]
}))

/** Neighbouring texts as one. */
function joined(nodes) {
  const all = []
  for (const each of nodes) {
    if (typeof each === 'string' && typeof all.at(-1) === 'string') all[all.length - 1] += each
    else if (each !== '') all.push(each)
  }
  return all
}
