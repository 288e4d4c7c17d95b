import { parseDiff } from '../unified-diff.js'
import { changesLabel, partWords, showAllWords } from '../words.js'
import { h } from './dom.js'

const FOLDED_ABOVE = 36
const SHOWN_FOLDED = 24
const SIGNS = { added: '+', removed: '-' }

/** The changes to each file of a unified diff; a long one is folded until the reader asks for all of it. */
export function createDiff() {
  const files = createFileDiffs()
  let shown
  return { element: files.element, update }

  function update({ text, title }) {
    if (text === shown) return
    shown = text
    files.update(parseDiff(text).map(file => ({ ...file, name: file.name || title })))
  }
}

/** The same for files that are parsed already. */
export function createFileDiffs() {
  const element = h('div', { class: 'diffs' })
  let shown
  return { element, update }

  function update(files) {
    if (files === shown) return
    shown = files
    element.replaceChildren(...files.map(createFile))
  }
}

function createFile({ name, added, removed, lines }) {
  const isFolded = lines.length > FOLDED_ABOVE
  const rows = h('div', { class: 'rows' }, ...(isFolded ? lines.slice(0, SHOWN_FOLDED) : lines).map(createLine))
  const scroller = h('div', { class: 'lines', tabindex: '0', role: 'group', 'aria-label': changesLabel(name) }, rows)
  const isNumbered = lines.some(({ before, after }) => before ?? after)
  const caption = createCaption(name, added, removed)
  const element = h('figure', { class: 'diff', 'data-diff': name, 'data-plain': !isNumbered }, caption, scroller)
  if (isFolded) element.append(createUnfold(lines.length, () => rows.append(...lines.slice(SHOWN_FOLDED).map(createLine)), scroller))
  return element
}

function createCaption(name, added, removed) {
  const counts = [h('span', { class: 'added' }, `+${added}`), h('span', { class: 'removed' }, `−${removed}`)]
  return h('figcaption', {}, h('span', { class: 'name' }, name || partWords.changes), ...counts)
}

function createUnfold(count, unfold, scroller) {
  const button = h('button', { class: 'button quiet', type: 'button', 'data-action': 'show-all', onclick: () => {
    unfold()
    button.remove()
    scroller.focus({ preventScroll: true })
  } }, showAllWords(count))
  return button
}

/** The numbers are drawn by the style sheet, so that neither copying nor reading aloud has them in the way. */
function createLine({ kind, text, before, after }) {
  if (kind === 'hunk' || kind === 'note') return h('div', { class: kind }, kind === 'hunk' ? `⋯ ${text}` : text)
  return h('div', { class: kind },
    h('span', { class: 'number', 'data-number': before }), h('span', { class: 'number', 'data-number': after }),
    h('span', { class: 'sign' }, SIGNS[kind] ?? ' '), h('span', { class: 'code-line' }, text))
}
