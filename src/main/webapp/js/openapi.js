/** Reads an OpenAPI 3.0 document: what it says, in the order and the words in which people want to read it. */
const METHODS = ['get', 'post', 'put', 'patch', 'delete']
const EVENT_STREAM = 'text/event-stream'

export const groupId = name => `group-${name}`
export const operationId = operation => `operation-${operation.operationId}`
export const schemaId = name => `schema-${name}`

/** What a node says itself, or where it refers to inside the document. */
export function resolve(document, node) {
  if (!node?.$ref) return node
  const path = node.$ref.replace(/^#\//, '').split('/').map(word => word.replaceAll('~1', '/').replaceAll('~0', '~'))
  return resolve(document, path.reduce((at, word) => at?.[word], document))
}

/** `[{name, description, operations}]` in the order of the document's tags; `path` and `method` are added to each operation. */
export function groupsOf(document) {
  const all = Object.entries(document.paths).flatMap(([path, item]) => METHODS.filter(method => item[method])
    .map(method => operationOf(document, path, method, item)))
  return document.tags.map(({ name, description }) => ({ name, description, operations: all.filter(each => each.tags[0] === name) }))
    .filter(group => group.operations.length > 0)
}

function operationOf(document, path, method, item) {
  const operation = item[method]
  const parameters = [...item.parameters ?? [], ...operation.parameters ?? []].map(each => resolve(document, each))
  const answers = Object.entries(operation.responses).map(([status, answer]) => ({ status, ...resolve(document, answer) }))
  const body = contentOf(resolve(document, operation.requestBody))
  return { ...operation, path, method: method.toUpperCase(), parameters, answers, body, security: operation.security ?? document.security ?? [] }
}

/** The first `{type, schema, example}` of a body or an answer. */
export function contentOf(node) {
  const [entry] = Object.entries(node?.content ?? {})
  return entry && { type: entry[0], ...entry[1] }
}

/** The name of the schema that a node refers to. */
export const nameIn = node => node?.$ref?.split('/').at(-1)

/** The type of a value as words, in which `{name}` stands for a schema of that name. */
export function typeWords(schema = {}) {
  const name = nameIn(schema)
  if (name) return [{ name }]
  if (schema.oneOf) return schema.oneOf.flatMap((choice, i) => i === 0 ? typeWords(choice) : [' or ', ...typeWords(choice)])
  if (schema.type === 'array') return ['list of ', ...typeWords(schema.items), ...orNull(schema)]
  return [plainType(schema), ...orNull(schema)]
}

function plainType(schema) {
  const choices = schema.enum?.filter(value => value !== null)
  if (choices) return choices.length === 0 ? 'null' : choices.map(value => JSON.stringify(value)).join(' | ')
  return { string: 'text', integer: 'whole number', number: 'number', boolean: 'true or false', object: 'object' }[schema.type] ?? 'any JSON'
}

const orNull = schema => schema.nullable && !isNull(schema) ? [' or null'] : []

const isNull = schema => schema.enum?.every(value => value === null) ?? false

/** The limits of a value as a sentence's end, such as "1 to 200, 25 when left out"; empty for none. */
export function limitWords({ minimum, maximum, minLength, maxLength, maxItems, pattern, default: standard } = {}) {
  return [
    rangeWords(minimum, maximum),
    maxLength !== undefined && rangeWords(minLength, maxLength, ' characters'),
    maxLength === undefined && minLength > 0 && 'not empty',
    maxItems !== undefined && rangeWords(undefined, maxItems, ' entries'),
    pattern && `of the form ${pattern}`,
    standard !== undefined && `${standard} when left out`,
  ].filter(Boolean).join(', ')
}

function rangeWords(least, most, what = '') {
  if (least !== undefined && most !== undefined) return `${least} to ${most}${what}`
  if (most !== undefined) return `at most ${most}${what}`
  return least !== undefined && `at least ${least}${what}`
}

/** What lets somebody in, as words: one for each way. */
export function securityWords(security) {
  const words = { bearer: 'bearer token', login: 'login', share: 'share link', ticket: 'ticket' }
  return security.map(way => Object.keys(way)[0]).map(name => name === undefined ? 'local mode' : words[name] ?? name)
}

/** A command that calls an operation, to be pasted into a shell; for a WebSocket a line of JavaScript. */
export function exampleOf(operation, origin) {
  const url = origin + operation.path.replace(/\{(\w+)}/g, (_, name) => exampleValue(operation, name))
  if (operation.answers.some(({ status }) => status === '101')) return `new WebSocket('${url.replace(/^http/, 'ws')}')`
  const streams = operation.answers.some(answer => contentOf(answer)?.type === EVENT_STREAM)
  const command = ['curl', streams && '-N', operation.method !== 'GET' && `-X ${operation.method}`].filter(Boolean).join(' ')
  const content = operation.body && [`-H 'Content-Type: ${operation.body.type}'`, `-d ${quoted(JSON.stringify(operation.body.example ?? {}))}`]
  return [`${command} ${quoted(url)}`, ...content ?? []].join(' \\\n    ')
}

function exampleValue({ parameters }, name) {
  const example = parameters.find(parameter => parameter.name === name)?.example
  return example ?? name.replace(/[A-Z]/g, '_$&').toUpperCase()
}

const quoted = text => `'${text.replaceAll('\'', '\'\\\'\'')}'`
