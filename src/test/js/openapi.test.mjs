import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exampleOf, groupsOf, limitWords, resolve, securityWords, typeWords } from '../../main/webapp/js/openapi.js'

const DOCUMENT = {
  security: [{}, { bearer: [] }],
  tags: [{ name: 'Two' }, { name: 'One', description: 'First' }, { name: 'None' }],
  paths: {
    '/api/things/{thingId}': {
      parameters: [{ $ref: '#/components/parameters/thingId' }],
      patch: {
        tags: ['One'], operationId: 'change', responses: { 200: { $ref: '#/components/responses/Done' } },
        requestBody: { content: { 'application/json': { schema: {}, example: { a: 'it\'s' } } } },
      },
      get: { tags: ['Two'], operationId: 'follow', security: [{ share: [] }], responses: { 200: { content: { 'text/event-stream': {} } } } },
    },
  },
  components: { parameters: { thingId: { name: 'thingId', in: 'path' } }, responses: { Done: { description: 'Done' } } },
}
const [two, one] = groupsOf(DOCUMENT)
const [change] = one.operations
const [follow] = two.operations

test('operations come in the groups and in the order of the tags, with what they refer to', () => {
  assert.deepEqual([two.name, one.name, one.description], ['Two', 'One', 'First'])
  assert.deepEqual([change.method, change.path, change.parameters[0].name], ['PATCH', '/api/things/{thingId}', 'thingId'])
  assert.deepEqual(change.answers, [{ status: '200', description: 'Done' }])
})

test('a reference is followed to its end, also through escaped slashes', () => {
  const document = { a: { $ref: '#/b~1c' }, 'b/c': { $ref: '#/d' }, d: 5 }
  assert.equal(resolve(document, { $ref: '#/a' }), 5)
})

test('an example is a command for the shell, with every quote kept', () => {
  assert.equal(exampleOf(change, 'http://here'), `curl -X PATCH 'http://here/api/things/THING_ID' \\
    -H 'Content-Type: application/json' \\
    -d '{"a":"it'\\''s"}'`)
  assert.equal(exampleOf(follow, 'http://here'), 'curl -N \'http://here/api/things/THING_ID\'')
})

test('a WebSocket is called as browsers do', () => {
  const socket = { ...follow, answers: [{ status: '101' }], parameters: [{ name: 'thingId', example: 'first' }] }
  assert.equal(exampleOf(socket, 'https://here'), 'new WebSocket(\'wss://here/api/things/first\')')
})

test('a type is told in words, with the names of schemas apart', () => {
  assert.deepEqual(typeWords({ $ref: '#/components/schemas/Turn' }), [{ name: 'Turn' }])
  assert.deepEqual(typeWords({ type: 'array', items: { $ref: '#/components/schemas/Turn' } }), ['list of ', { name: 'Turn' }])
  assert.deepEqual(typeWords({ type: 'string', nullable: true }), ['text', ' or null'])
  assert.deepEqual(typeWords({ type: 'string', nullable: true, enum: ['a', 'b', null] }), ['"a" | "b"', ' or null'])
  assert.deepEqual(typeWords({ oneOf: [{ type: 'integer' }, { nullable: true, enum: [null] }] }), ['whole number', ' or ', 'null'])
  assert.deepEqual(typeWords({}), ['any JSON'])
})

test('limits are told in words', () => {
  assert.equal(limitWords({ minimum: 1, maximum: 200, default: 25 }), '1 to 200, 25 when left out')
  assert.equal(limitWords({ maxLength: 128 }), 'at most 128 characters')
  assert.equal(limitWords({ minLength: 1 }), 'not empty')
  assert.equal(limitWords({ minimum: 0 }), 'at least 0')
  assert.equal(limitWords({}), '')
})

test('the ways in are those of the operation, or else those of all', () => {
  assert.deepEqual(securityWords(change.security), ['local mode', 'bearer token'])
  assert.deepEqual(securityWords(follow.security), ['share link'])
})
