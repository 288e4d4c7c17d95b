/**
 * What to show of a message: a block for each part, with a tool's call and result joined into one.
 * A block is `{key, kind: text|reasoning|tool|error|other, ...}`; its key stays while the message grows.
 */
export function blocksOf(message) {
  const parts = message.parts?.length ? message.parts : textOnly(message.content)
  const results = new Map(parts.filter(isResult).map(part => [part.toolCallId, part]))
  const calls = new Set(parts.filter(isCall).map(part => part.toolCallId))
  return parts
    .map((part, index) => ({ part, key: `${part.type}-${index}` }))
    .filter(({ part }) => !(isResult(part) && calls.has(part.toolCallId)))
    .map(({ part, key }) => ({ key, ...blockOf(part, results) }))
}

const isCall = part => part.type === 'tool-call' && part.toolCallId !== undefined
const isResult = part => part.type === 'tool-result'
const textOnly = content => (content ? [{ type: 'text', content }] : [])

function blockOf(part, results) {
  switch (part.type) {
    case 'text':
    case 'reasoning':
    case 'error':
      return { kind: part.type, text: asText(part.content) }
    case 'tool-call':
      return toolBlock(part, results.get(part.toolCallId))
    case 'tool-result':
      return toolBlock({}, part)
    default:
      return { kind: 'other', type: String(part.type), title: asText(part.title), text: asText(part.content ?? part) }
  }
}

function toolBlock(call, result) {
  return {
    kind: 'tool',
    name: call.toolName ?? result?.toolName ?? 'tool',
    title: asText(call.title ?? result?.title),
    state: result ? result.state ?? 'complete' : call.state ?? 'pending',
    input: asText(call.toolInput ?? result?.toolInput),
    output: asText(result?.toolOutput ?? result?.content ?? call.toolOutput),
  }
}

function asText(value) {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}
