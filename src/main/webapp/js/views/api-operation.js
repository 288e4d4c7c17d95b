import { contentOf, exampleOf, operationId, resolve, securityWords } from '../openapi.js'
import { member, schemaView, typeLine } from './api-schema.js'
import { paragraphs, spans } from './api-text.js'
import { h } from './dom.js'

const PROBLEM = 'application/problem+json'

/** One method of one address, closed until somebody wants to know more. */
export function operationBlock(openapi, operation, origin) {
  return h('details', { class: 'block operation', id: operationId(operation), 'data-operation': operation.operationId },
    h('summary', {}, methodBadge(operation.method), pathOf(operation.path), h('span', { class: 'title' }, operation.summary)),
    h('div', { class: 'body' },
      h('div', {}, ...paragraphs(operation.description), waysIn(operation)),
      example(operation, origin), parameters(operation), body(openapi, operation), answers(openapi, operation)))
}

export const methodBadge = method => h('span', { class: 'method', 'data-method': method }, method)

/** A path that may break into lines after each slash. */
export const pathOf = path => h('code', { class: 'path' }, ...path.split(/(?<=\/)/).flatMap(word => [word, h('wbr')]))

function waysIn({ security }) {
  return h('p', { class: 'ways' }, `Open to: ${securityWords(security).join(', ')}`)
}

function section(title, ...content) {
  return h('section', {}, h('h3', { class: 'label' }, title), ...content)
}

function parameters(operation) {
  if (operation.parameters.length === 0) return undefined
  return section('Parameters', h('dl', { class: 'members' }, ...operation.parameters
    .flatMap(each => member(each.name, each.schema, { optional: !each.required, where: each.in, description: each.description }))))
}

function body(openapi, { body }) {
  if (!body) return undefined
  const schema = resolve(openapi, body.schema)
  return section('Body', h('p', { class: 'kind' }, h('span', { class: 'where' }, body.type), typeLine(body.schema), ...spans(schema.description)),
    schemaView(openapi, schema))
}

function answers(openapi, operation) {
  return section('Answers', h('dl', { class: 'answers' }, ...operation.answers.flatMap(answer => answerOf(openapi, answer))),
    h('p', { class: 'ways' }, 'Every refusal is a ', typeLine({ $ref: '#/components/schemas/Problem' }), ' in ', h('code', {}, PROBLEM), '.'))
}

function answerOf(openapi, answer) {
  const content = contentOf(answer)
  const headers = Object.keys(answer.headers ?? {})
  return [
    h('dt', { 'data-kind': answer.status[0] }, answer.status === 'default' ? 'else' : answer.status),
    h('dd', {}, h('p', {}, ...spans(answer.description)),
      headers.length > 0 && h('p', { class: 'headers' }, 'With ', ...headers.flatMap((name, i) => [i > 0 && ', ', h('code', {}, name)])),
      content?.schema && content.type !== PROBLEM && h('div', { class: 'content' }, h('span', { class: 'where' }, content.type), schemaView(openapi, content.schema))),
  ]
}

function example(operation, origin) {
  return section('Example', h('pre', { tabindex: 0, 'data-example': true }, exampleOf(operation, origin)))
}
