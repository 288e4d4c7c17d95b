import { fileOfDataUrl } from './data-url.js'

/**
 * What to show of a message: a block for each part, with a tool's call, its result and what it changed in files joined into one,
 * and with what a sub-agent did inside the block of the tool that started it.
 * A block is `{key, kind: text|reasoning|tool|patch|file|error|other, ...}`; its key stays while the message grows.
 */
export function blocksOf(message) {
  const parts = message.parts?.length ? message.parts : textOnly(message.content)
  const results = new Map(parts.filter(isResult).map(part => [part.toolCallId, part]))
  const patches = patchesByCall(parts)
  const calls = new Set(parts.filter(isCall).map(part => part.toolCallId))
  const written = part => (isCall(part) ? blockOf(part, results.get(part.toolCallId), patches.get(part.toolCallId)) : blockOf(part))
  const placed = parts
    .map((part, index) => ({ part, key: `${part.type}-${index}` }))
    .filter(({ part }) => !((isResult(part) || isPatch(part)) && calls.has(part.toolCallId)))
    .map(({ part, key }) => ({ part, block: { key, ...written(part) } }))
  return nested(placed)
}

/** What was written in a message, as it was written. */
export const sourceOf = ({ content, parts = [] }) =>
  content || parts.filter(({ type }) => type === 'text').map(part => asText(part.content)).join('\n\n')

const isCall = part => part.type === 'tool-call' && part.toolCallId !== undefined
const isResult = part => part.type === 'tool-result'
const isPatch = part => part.type === 'patch'
const textOnly = content => (content ? [{ type: 'text', content }] : [])

function patchesByCall(parts) {
  const byCall = new Map()
  for (const part of parts.filter(isPatch)) byCall.set(part.toolCallId, [...byCall.get(part.toolCallId) ?? [], part])
  return byCall
}

/** Parts are never changed in place, so while one part of a long answer grows the others need not be written anew. */
const known = new WeakMap()

function blockOf(part, result, patches = []) {
  const last = known.get(part)
  if (last && last.result === result && isSameList(last.patches, patches)) return last.block
  const block = newBlock(part, result, patches)
  known.set(part, { result, patches, block })
  return block
}

const isSameList = (a, b) => a.length === b.length && a.every((each, index) => each === b[index])

function newBlock(part, result, patches) {
  switch (part.type) {
    case 'reasoning':
      return { kind: 'reasoning', text: asText(part.content), isSubAgent: Boolean(part.parentToolCallId) }
    case 'text':
    case 'error':
      return { kind: part.type, text: asText(part.content) }
    case 'tool-call':
      return { ...toolBlock(part, result), patches: patches.map(patchBlock) }
    case 'tool-result':
      return toolBlock({}, part)
    case 'patch':
      return { kind: 'patch', ...patchBlock(part) }
    case 'file':
      return fileBlock(part) ?? otherBlock(part)
    default:
      return otherBlock(part)
  }
}

const patchBlock = part => ({ title: asText(part.title), text: asText(part.content) })

const otherBlock = part => ({ kind: 'other', type: String(part.type), title: asText(part.title), text: asText(part.content ?? part) })

/** Only what is inside the message itself is shown as a file; an address is shown as the text that it is. */
function fileBlock({ title, content }) {
  const file = fileOfDataUrl(content)
  return file && { kind: 'file', name: asText(title) || file.type, url: content, ...file }
}

/** A block goes into its parent only when that came before it, so no block is lost in a circle. */
function nested(placed) {
  const tools = new Map()
  const top = []
  for (const { part, block } of placed) {
    const siblings = tools.get(part.parentToolCallId)?.children ?? top
    siblings.push(block)
    if (isCall(part)) tools.set(part.toolCallId, Object.assign(block, { children: [] }))
  }
  return top
}

function toolBlock(call, result) {
  const input = call.toolInput ?? result?.toolInput
  return {
    kind: 'tool',
    id: call.toolCallId ?? result?.toolCallId,
    name: call.toolName ?? result?.toolName ?? 'tool',
    title: asText(call.title ?? result?.title) || subjectOf(input),
    state: result ? result.state ?? 'complete' : call.state ?? 'pending',
    durationMs: call.durationMs ?? result?.durationMs,
    args: input,
    input: asLines(input),
    output: asText(result?.toolOutput ?? result?.content ?? call.toolOutput),
  }
}

/** What a tool is about, as long as it has no title. */
function subjectOf(input) {
  const { command, filePath, pattern, query, url, description } = input ?? {}
  const subject = [command, filePath, pattern, query, url, description].find(value => typeof value === 'string') ?? ''
  return subject.split('\n', 1)[0]
}

/** A JSON value to be read: the only text of an object alone, several members line by line, anything else as JSON. */
export function asLines(value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return asText(value)
  const members = Object.entries(value).filter(([, each]) => each !== undefined && each !== null)
  if (members.length === 1 && typeof members[0][1] === 'string') return members[0][1]
  return members.map(([name, each]) => labelled(name, asText(each))).join('\n')
}

const labelled = (name, text) => (text.includes('\n') ? `${name}:\n${text}` : `${name}: ${text}`)

function asText(value) {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}
