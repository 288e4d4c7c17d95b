import { countWords, doneWords, exitWords, lineRangeWords, stepWords, toolWords } from './words.js'
import { diffOfTexts } from './line-diff.js'
import { asLines } from './parts.js'
import { parseDiff } from './unified-diff.js'

const KIND_BY_NAME = {
  bash: 'shell', shell: 'shell', sh: 'shell', exec: 'shell', run: 'shell', terminal: 'shell',
  edit: 'edit', write: 'edit', multiedit: 'edit', patch: 'edit', apply_patch: 'edit',
  read: 'read', view: 'read',
  grep: 'search', glob: 'search', search: 'search', codesearch: 'search', list: 'search', ls: 'search',
  todowrite: 'todo', todoread: 'todo',
  webfetch: 'fetch', fetch: 'fetch', websearch: 'fetch',
  task: 'agent', agent: 'agent',
}
const SHELL_NOTE = 'shell_metadata'
const EXIT_CODE = /\bexit(?:ed)?(?: with)?(?: code| status)?:? (\d+)\b/i
const FOUND = /^Found (\d+)\b/
const NO_HITS = /^no (files|matches|results)\b/i
/** How many of a failure's lines are shown on a card that is folded, and how many characters. */
export const PROBLEM_LINES = 4
const PROBLEM_CHARS = 400
/** How much of what a command prints is shown while it runs, without unfolding. */
export const PEEK_LINES = 3
const PEEK_CHARS = 2_000

/**
 * What a tool's block is about: `{kind, label, subject, note}` for its summary line, and by its kind what is inside: `command`,
 * `output`, `files` (as of `parseDiff`), `todos`, `address`, `text`. A kind is shell, edit, read, search, todo, fetch, agent or other.
 */
export function toolOf(block) {
  const name = block.name.toLowerCase()
  const kind = Object.hasOwn(KIND_BY_NAME, name) ? KIND_BY_NAME[name] : 'other'
  const label = Object.hasOwn(toolWords, name) ? toolWords[name] : block.name
  const args = typeof block.args === 'object' && block.args !== null ? block.args : {}
  return { kind, label, subject: block.title, note: '', output: block.output, ...OF_KIND[kind](block, args) }
}

const OF_KIND = { shell, edit, read, search, todo, fetch: fetched, agent, other: ({ input }) => ({ text: input }) }

function shell({ output, title, input }, args) {
  const command = text(args.command) || text(args.cmd) || input
  const { told, rest } = withoutNote(output)
  const code = EXIT_CODE.exec(told)?.[1] ?? '0'
  return { command, told, output: rest, subject: title || firstLine(command), note: code === '0' ? '' : exitWords(code) }
}

/** What the agent itself says of a command comes behind its output, between marks. */
function withoutNote(output) {
  const between = marked(output, SHELL_NOTE)
  return between ? { told: between.inside.trim(), rest: between.before.trimEnd() } : { told: '', rest: output }
}

function marked(words, mark) {
  const start = words.lastIndexOf(`<${mark}>`)
  const end = start < 0 ? -1 : words.indexOf(`</${mark}>`, start)
  return end < 0 ? undefined : { before: words.slice(0, start), inside: words.slice(start + mark.length + 2, end) }
}

function edit({ patches, title }, args) {
  const file = fileOf(args)
  const files = patches?.length ? patches.flatMap(patch => named(parseDiff(patch.text), patch.title)) : filesOf(args, file)
  const sum = name => files.reduce((total, each) => total + each[name], 0)
  const isKnown = files.some(({ added, removed }) => added + removed > 0)
  return { files, subject: file || title, note: isKnown ? `+${sum('added')} −${sum('removed')}` : '' }
}

const named = (files, title) => files.map(each => ({ ...each, name: each.name || title }))

/** What is going to be changed, as long as nobody has said what was. */
function filesOf(args, file) {
  const edits = Array.isArray(args.edits) ? args.edits : [args]
  if (typeof args.content === 'string') return [diffOfTexts(file, '', args.content, true)]
  if (text(args.patchText)) return named(parseDiff(args.patchText), file)
  return edits.filter(each => typeof each?.oldString === 'string' || typeof each?.newString === 'string')
    .map(each => diffOfTexts(file, text(each.oldString), text(each.newString)))
}

function read({ title, output }, args) {
  const first = whole(args.offset) ?? 1
  const limit = whole(args.limit)
  const isPart = args.offset !== undefined || limit !== undefined
  const note = isPart ? lineRangeWords(first, limit && first + limit - 1) : ''
  return { subject: fileOf(args) || title, note, output: unwrapped(output) }
}

/** Some agents put a file between marks, after its path and type. */
const unwrapped = output => marked(output, 'content')?.inside.replace(/^\n|\n$/g, '') ?? output

function search({ title, output, state }, args) {
  const pattern = text(args.pattern) || text(args.query)
  const place = text(args.path) || text(args.include)
  const subject = [pattern, place].filter(Boolean).join('  in  ') || title
  return { subject, note: state === 'complete' ? countWords(hitsOf(output)) : '', text: asLines(args) }
}

/** How many hits a search has printed. */
export function hitsOf(output) {
  const told = FOUND.exec(output)
  if (told) return Number(told[1])
  return NO_HITS.test(output.trim()) ? 0 : output.split('\n').filter(line => line.trim() !== '' && !line.startsWith('(')).length
}

function todo({ output, title }, args) {
  const todos = (Array.isArray(args.todos) ? args.todos : listIn(output)).filter(each => typeof each?.content === 'string')
    .map(({ content, status }) => ({ content, status: PLAN_STATES.includes(status) ? status : 'pending' }))
  const counted = todos.filter(({ status }) => status !== 'cancelled')
  const current = todos.find(({ status }) => status === 'in_progress')
  const note = counted.length > 0 ? doneWords(counted.filter(({ status }) => status === 'completed').length, counted.length) : ''
  return { todos, note, subject: current?.content ?? (todos.length > 0 ? '' : title) }
}

const PLAN_STATES = ['pending', 'in_progress', 'completed', 'cancelled']

function listIn(output) {
  try {
    const list = JSON.parse(output)
    return Array.isArray(list) ? list : []
  } catch {
    return []
  }
}

function fetched({ title }, args) {
  return { address: text(args.url) || text(args.query), subject: text(args.url) || text(args.query) || title }
}

function agent({ title, children = [] }, args) {
  const steps = children.filter(({ kind }) => kind === 'tool').length
  return { subject: text(args.description) || title, text: text(args.prompt), note: steps > 0 ? stepWords(steps) : '' }
}

const fileOf = args => text(args.filePath) || text(args.path) || text(args.file)
const text = value => (typeof value === 'string' ? value : '')
const whole = value => (Number.isInteger(value) && value > 0 ? value : undefined)
const firstLine = words => words.split('\n', 1)[0]

/** The last lines of what a command has printed so far. */
export function peekOf(output) {
  return output.slice(-PEEK_CHARS).trimEnd().split('\n').slice(-PEEK_LINES).join('\n')
}

/** What to tell of a failure on a folded card, given what `toolOf` says: how a command ended, or how a message begins. */
export function problemOf({ kind, output, told }) {
  const lines = (told ? `${output.trimEnd()}\n${told}` : output).trim().split('\n')
  const shown = kind === 'shell' ? lines.slice(-PROBLEM_LINES) : lines.slice(0, PROBLEM_LINES)
  const words = shown.join('\n')
  return words.length > PROBLEM_CHARS ? `${words.slice(0, PROBLEM_CHARS)}…` : words
}
