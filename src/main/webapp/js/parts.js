/**
 * What to show of a message: a block for each part, with a tool's call and result joined into one, and with what a
 * sub-agent did inside the block of the tool that started it.
 * A block is `{key, kind: text|reasoning|tool|patch|error|other, ...}`; its key stays while the message grows.
 */
export function blocksOf(message) {
  const parts = message.parts?.length ? message.parts : textOnly(message.content)
  const results = new Map(parts.filter(isResult).map(part => [part.toolCallId, part]))
  const calls = new Set(parts.filter(isCall).map(part => part.toolCallId))
  const placed = parts
    .map((part, index) => ({ part, key: `${part.type}-${index}` }))
    .filter(({ part }) => !(isResult(part) && calls.has(part.toolCallId)))
    .map(({ part, key }) => ({ part, block: { key, ...blockOf(part, isCall(part) ? results.get(part.toolCallId) : undefined) } }))
  return nested(placed)
}

const isCall = part => part.type === 'tool-call' && part.toolCallId !== undefined
const isResult = part => part.type === 'tool-result'
const textOnly = content => (content ? [{ type: 'text', content }] : [])

/** Parts are never changed in place, so while one part of a long answer grows the others need not be written anew. */
const known = new WeakMap()

function blockOf(part, result) {
  const last = known.get(part)
  if (last && last.result === result) return last.block
  const block = newBlock(part, result)
  known.set(part, { result, block })
  return block
}

function newBlock(part, result) {
  switch (part.type) {
    case 'reasoning':
      return { kind: 'reasoning', text: asText(part.content), isSubAgent: Boolean(part.parentToolCallId) }
    case 'text':
    case 'error':
      return { kind: part.type, text: asText(part.content) }
    case 'tool-call':
      return toolBlock(part, result)
    case 'tool-result':
      return toolBlock({}, part)
    case 'patch':
      return { kind: 'patch', title: asText(part.title), text: asText(part.content) }
    default:
      return { kind: 'other', type: String(part.type), title: asText(part.title), text: asText(part.content ?? part) }
  }
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
