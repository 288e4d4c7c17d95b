import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asLines, blocksOf, sourceOf } from '../../main/webapp/js/parts.js'

const call = { type: 'tool-call', toolCallId: 'c1', toolName: 'bash', title: 'List', toolInput: { command: 'ls' }, state: 'running' }
const result = { type: 'tool-result', toolCallId: 'c1', toolOutput: 'README.md', state: 'complete' }
const blocks = (...parts) => blocksOf({ content: '', parts })
const shape = block => (block.children?.length ? [block.key, block.children.map(shape)] : block.key)

test('a tool call and its result are one block', () => {
  assert.deepEqual(blocks({ ...call, durationMs: 40 }, { type: 'text', content: 'between' }, result), [
    {
      key: 'tool-call-0', kind: 'tool', id: 'c1', name: 'bash', title: 'List', state: 'complete', durationMs: 40,
      args: { command: 'ls' }, input: 'ls', output: 'README.md', patches: [], children: [],
    },
    { key: 'text-1', kind: 'text', text: 'between' },
  ])
})

test('a tool call without a result shows its own state', () => {
  assert.equal(blocks(call)[0].state, 'running')
})

test('a result that still grows shows its output so far', () => {
  const [tool] = blocks(call, { type: 'tool-result', toolCallId: 'c1', content: 'so far', state: 'running' })
  assert.deepEqual([tool.state, tool.output], ['running', 'so far'])
})

test('a tool without a title is named after what it is about', () => {
  assert.equal(blocks({ ...call, title: undefined, toolInput: { command: 'ls\npwd' } })[0].title, 'ls')
  assert.equal(blocks({ ...call, title: undefined, toolInput: { filePath: 'src/app.js' } })[0].title, 'src/app.js')
  assert.equal(blocks({ ...call, title: undefined, toolInput: 'text' })[0].title, '')
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

test('an edit keeps its diff and the name of its file', () => {
  assert.deepEqual(blocks({ type: 'patch', title: 'a.js', content: '@@ -1 +1 @@' })[0], {
    key: 'patch-0', kind: 'patch', title: 'a.js', text: '@@ -1 +1 @@',
  })
})

test('what a tool has changed in files is inside its block, and stays there when nothing changes', () => {
  const patch = { type: 'patch', toolCallId: 'c1', title: 'a.js', content: '@@ -1 +1 @@' }
  const [tool, ...others] = blocks(call, result, patch)
  assert.deepEqual([tool.patches, others], [[{ title: 'a.js', text: '@@ -1 +1 @@' }], []])
  assert.equal(blocks(call, result, patch)[0].patches, tool.patches)
  assert.equal(blocks(call, result, patch, { ...patch, title: 'b.js' })[0].patches.length, 2)
  assert.deepEqual(blocks(patch, { ...call, toolCallId: 'c2' }).map(({ kind }) => kind), ['patch', 'tool'])
})

test('a file inside a message is shown as one; a mere address is not loaded', () => {
  const file = { type: 'file', title: 'a.txt', content: 'data:text/plain;base64,SGVsbG8=' }
  assert.deepEqual(blocks(file), [{ key: 'file-0', kind: 'file', name: 'a.txt', url: file.content, type: 'text/plain', size: 5 }])
  assert.equal(blocks({ ...file, title: undefined })[0].name, 'text/plain')
  for (const content of ['https://evil.example/a.png', 'data:text/html,<script>', 'javascript:alert(1)', undefined, 3]) {
    assert.equal(blocks({ ...file, content })[0].kind, 'other')
  }
})

test('what a sub-agent does is inside the tool that started it, however deep', () => {
  const under = (parentToolCallId, part) => ({ ...part, parentToolCallId })
  const shapes = blocks(
    { ...call, toolName: 'task' },
    under('c1', { type: 'reasoning', content: 'Hm' }),
    under('c1', { ...call, toolCallId: 'c2' }),
    under('c1', { ...result, toolCallId: 'c2' }),
    under('c2', { type: 'patch', content: '' }),
    result,
    { type: 'text', content: 'Done' },
  ).map(shape)
  assert.deepEqual(shapes, [['tool-call-0', ['reasoning-1', ['tool-call-2', ['patch-4']]]], 'text-6'])
})

test('what a sub-agent thinks or says is told from the reasoning of the agent itself', () => {
  const reasoning = { type: 'reasoning', content: 'Hm' }
  const [own, { children: [helper] }] = blocks(reasoning, call, { ...reasoning, parentToolCallId: 'c1' })
  assert.deepEqual([own.isSubAgent, helper.isSubAgent], [false, true])
})

test('a part whose parent is missing, later or itself is shown at the top', () => {
  const lost = { type: 'reasoning', content: 'Hm', parentToolCallId: 'nowhere' }
  assert.deepEqual(blocks(lost, { ...call, parentToolCallId: 'c1' }).map(shape), ['reasoning-0', 'tool-call-1'])
  assert.deepEqual(blocks({ ...lost, parentToolCallId: 'c1' }, call).map(shape), ['reasoning-0', 'tool-call-1'])
})

test('what has not changed is not written anew', () => {
  const input = { filePath: 'a.js', get content() { read++; return 'x' } }
  let read = 0
  const parts = [{ ...call, toolInput: input }, { type: 'text', content: 'grows' }]
  blocksOf({ parts })
  const before = read
  blocksOf({ parts: [parts[0], { ...parts[1], content: 'grows on' }] })
  assert.equal(read, before)
  assert.equal(blocks(parts[0], result)[0].state, 'complete')
})

test('a value is written for reading', () => {
  assert.equal(asLines({ command: 'ls' }), 'ls')
  assert.equal(asLines({ filePath: 'a.js', content: 'one\ntwo', limit: 3, none: null }), 'filePath: a.js\ncontent:\none\ntwo\nlimit: 3')
  assert.equal(asLines({}), '')
  assert.equal(asLines(undefined), '')
  assert.equal(asLines(['a']), '[\n  "a"\n]')
})

test('what is copied or sent again of a message is its text, as it was written', () => {
  assert.equal(sourceOf({ content: '**Hello**', parts: [{ type: 'text', content: 'other' }] }), '**Hello**')
  assert.equal(sourceOf({ content: '', parts: [{ type: 'text', content: 'a' }, call, { type: 'text', content: 'b' }] }), 'a\n\nb')
})
