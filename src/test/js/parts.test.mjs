import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blocksOf } from '../../main/webapp/js/parts.js'

const call = { type: 'tool-call', toolCallId: 'c1', toolName: 'bash', title: 'List', toolInput: { command: 'ls' }, state: 'running' }
const result = { type: 'tool-result', toolCallId: 'c1', toolOutput: 'README.md', state: 'complete' }
const blocks = (...parts) => blocksOf({ content: '', parts })

test('a tool call and its result are one block', () => {
  assert.deepEqual(blocks(call, { type: 'text', content: 'between' }, result), [
    { key: 'tool-call-0', kind: 'tool', name: 'bash', title: 'List', state: 'complete', input: '{\n  "command": "ls"\n}', output: 'README.md' },
    { key: 'text-1', kind: 'text', text: 'between' },
  ])
})

test('a tool call without a result shows its own state', () => {
  assert.equal(blocks(call)[0].state, 'running')
})

test('a result without a call is shown all the same', () => {
  assert.equal(blocks(result)[0].output, 'README.md')
})

test('calls without an id are not joined with any result', () => {
  assert.equal(blocks({ ...call, toolCallId: undefined }, { ...result, toolCallId: undefined }).length, 2)
})

test('a message without parts shows its content', () => {
  assert.deepEqual(blocksOf({ content: 'Hello' }), [{ key: 'text-0', kind: 'text', text: 'Hello' }])
})

test('a part of an unknown type is shown rather than lost', () => {
  assert.deepEqual(blocks({ type: 'map', zoom: 3 })[0], {
    key: 'map-0', kind: 'other', type: 'map', title: '', text: '{\n  "type": "map",\n  "zoom": 3\n}',
  })
})
