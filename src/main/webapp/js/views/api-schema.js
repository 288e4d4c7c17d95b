import { limitWords, nameIn, resolve, schemaId, typeWords } from '../openapi.js'
import { paragraphs, spans } from './api-text.js'
import { h } from './dom.js'

/** The type of a value; schemas with a name are links to where they are told. */
export function typeLine(schema) {
  const words = typeWords(schema).map(word => word.name ? h('a', { href: `#${schemaId(word.name)}` }, word.name) : word)
  return h('span', { class: 'type' }, ...words)
}

/** What is said of a value: its members when it is an object of its own, its choices, or its type. */
export function schemaView(openapi, schema) {
  if (nameIn(schema) || !schema.properties) return h('p', { class: 'kind' }, typeLine(schema), ...about(schema))
  return memberList(openapi, schema)
}

/** A named schema with all that it says. */
export function schemaBlock(openapi, name) {
  const schema = openapi.components.schemas[name]
  return h('details', { class: 'block', id: schemaId(name), 'data-schema': name },
    h('summary', {}, h('span', { class: 'name' }, name)),
    h('div', { class: 'body' }, ...paragraphs(schema.description), inside(openapi, schema)))
}

function inside(openapi, schema) {
  if (schema.oneOf) return h('ul', { class: 'choices' }, ...schema.oneOf.map(choice => h('li', {}, typeLine(choice))))
  return schema.properties ? memberList(openapi, schema) : h('p', { class: 'kind' }, typeLine(schema), ...about({ ...schema, description: '' }))
}

function memberList(openapi, { properties, required = [] }) {
  return h('dl', { class: 'members' }, ...Object.entries(properties)
    .flatMap(([name, schema]) => member(name, schema, { optional: !required.includes(name), description: describedBy(openapi, schema) })))
}

/** A name with its type and what is said of it: a member, a parameter. */
export function member(name, schema, { optional, where, description }) {
  return [
    h('dt', {}, h('code', {}, name), where && h('span', { class: 'where' }, where), optional && h('span', { class: 'where' }, 'optional')),
    h('dd', {}, typeLine(schema), ...about({ ...schema, description })),
  ]
}

/** What a member itself says; of a simple one that has a name, what that says. */
function describedBy(openapi, schema) {
  const named = resolve(openapi, schema)
  return schema.description ?? (named.properties || named.oneOf ? undefined : named.description)
}

function about(schema) {
  const limits = limitWords(schema)
  return [limits && h('span', { class: 'limits' }, limits), schema.description && h('span', { class: 'about' }, ...spans(schema.description))]
}
