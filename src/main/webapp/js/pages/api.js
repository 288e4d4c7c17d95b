import { groupId, groupsOf, operationId } from '../openapi.js'
import { methodBadge, operationBlock } from '../views/api-operation.js'
import { schemaBlock } from '../views/api-schema.js'
import { paragraphs } from '../views/api-text.js'
import { h } from '../views/dom.js'

const DOCUMENT = '/openapi'
const SCHEMAS = 'Schemas'

const find = selector => document.querySelector(selector)

load().then(show, fail)
addEventListener('hashchange', goToPlace)

async function load() {
  const response = await fetch(DOCUMENT, { headers: { Accept: 'application/json' } })
  if (!response.ok) throw new Error(`The server answered ${response.status}.`)
  return response.json()
}

function show(description) {
  const groups = groupsOf(description)
  find('[data-loading]').hidden = true
  find('[data-contents]').append(...groups.map(contentsOf), contentsOfSchemas())
  find('[data-description]').append(h('section', { class: 'about' }, ...paragraphs(description.info.description)),
    ...groups.map(group => groupView(description, group)), schemasView(description))
  goToPlace()
}

function fail(error) {
  find('[data-loading]').hidden = true
  find('[data-problem]').hidden = false
  find('[data-problem]').textContent = `The description could not be read. ${error.message}`
}

function contentsOf({ name, operations }) {
  const links = operations.map(operation => h('li', {},
    h('a', { href: `#${operationId(operation)}` }, methodBadge(operation.method), h('span', {}, operation.summary))))
  return h('section', {}, h('h2', {}, h('a', { href: `#${groupId(name)}` }, name)), h('ul', {}, ...links))
}

function contentsOfSchemas() {
  return h('section', {}, h('h2', {}, h('a', { href: `#${groupId(SCHEMAS)}` }, SCHEMAS)))
}

function groupView(description, group) {
  return h('section', { class: 'group', id: groupId(group.name), 'data-group': group.name }, h('h2', {}, group.name), ...paragraphs(group.description),
    h('div', { class: 'blocks' }, ...group.operations.map(operation => operationBlock(description, operation, location.origin))))
}

function schemasView(description) {
  return h('section', { class: 'group', id: groupId(SCHEMAS), 'data-group': SCHEMAS }, h('h2', {}, SCHEMAS),
    h('div', { class: 'blocks' }, ...Object.keys(description.components.schemas).map(name => schemaBlock(description, name))))
}

/** Opens what the address names and goes there; also what was closed when the page came. */
function goToPlace() {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (!place) return
  if (place.matches('details')) place.open = true
  place.querySelector('summary')?.focus({ preventScroll: true })
  place.scrollIntoView()
}
