const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/
const BEGINS_FILE = /^(diff --git |Index: |--- )/
const KINDS = { '+': 'added', '-': 'removed', ' ': 'context', '\\': 'note' }

/**
 * The files of a unified diff: `{name, added, removed, lines}`, each line `{kind, text, before, after}` with its numbers in
 * the old and the new file. A kind is added, removed, context, note or hunk (a gap; its text is what follows the numbers).
 * What is no diff comes back as one file of notes.
 */
export function parseDiff(text) {
  const reader = new Reader()
  for (const line of linesOf(text)) reader.read(line)
  if (reader.files.length === 0 && text !== '') return [counted({ name: '', lines: linesOf(text).map(note) })]
  return reader.files.map(counted)
}

const linesOf = text => text.replace(/\r?\n$/, '').split(/\r?\n/)

const note = text => ({ kind: 'note', text })

/** A file without a hunk, such as a binary one, has only its head to show. */
function counted({ name, head = [], lines }) {
  const countOf = kind => lines.filter(line => line.kind === kind).length
  return { name, added: countOf('added'), removed: countOf('removed'), lines: lines.length > 0 ? withoutGapAtStart(lines) : head.map(note) }
}

/** A file that is shown from its first line has nothing before it. */
function withoutGapAtStart(lines) {
  const [{ text }, { before, after } = {}] = lines
  return text === '' && (before ?? after) === 1 ? lines.slice(1) : lines
}

class Reader {
  files = []
  #file
  #before = 0
  #after = 0
  #beforeLeft = 0
  #afterLeft = 0

  /**
   * The counts of a hunk tell a removed line that begins with two dashes from the head of the next file. What comes after
   * the counted lines belongs to the hunk all the same, lest a wrong count hide a change.
   */
  read(line) {
    const isInHunk = this.#file?.lines.length > 0
    if (this.#beforeLeft > 0 || this.#afterLeft > 0) this.#readChange(line)
    else if (HUNK.test(line)) this.#beginHunk(line)
    else if (isInHunk && !BEGINS_FILE.test(line)) this.#readChange(line)
    else this.#readHead(line, isInHunk)
  }

  #readHead(line, isInHunk) {
    if (BEGINS_FILE.test(line) && (!this.#file || isInHunk)) this.#beginFile()
    if (!this.#file) return
    this.#file.head.push(line)
    this.#file.name = nameIn(line) ?? this.#file.name
  }

  #beginFile() {
    this.#file = { name: '', head: [], lines: [] }
    this.files.push(this.#file)
  }

  #beginHunk(line) {
    if (!this.#file) this.#beginFile()
    const [head, before, beforeCount = '1', after, afterCount = '1'] = HUNK.exec(line)
    this.#before = Number(before)
    this.#after = Number(after)
    this.#beforeLeft = Number(beforeCount)
    this.#afterLeft = Number(afterCount)
    this.#file.lines.push({ kind: 'hunk', text: line.slice(head.length).trim() })
  }

  /** Some tools drop the space of an empty context line. */
  #readChange(line) {
    const kind = line === '' ? 'context' : KINDS[line[0]] ?? 'note'
    const numbers = {}
    if (kind === 'removed' || kind === 'context') numbers.before = this.#before++
    if (kind === 'added' || kind === 'context') numbers.after = this.#after++
    if (numbers.before !== undefined) this.#beforeLeft--
    if (numbers.after !== undefined) this.#afterLeft--
    this.#file.lines.push({ kind, text: kind === 'note' ? line.replace(/^\\ /, '') : line.slice(1), ...numbers })
  }
}

/** A name in the head of a file; the new one comes last and wins, unless the file is gone. */
function nameIn(line) {
  const name = /^(?:Index: |--- |\+\+\+ |diff --git .* )([^\t]*)/.exec(line)?.[1].trim()
  return name === '/dev/null' ? undefined : name?.replace(/^[ab]\//, '')
}
