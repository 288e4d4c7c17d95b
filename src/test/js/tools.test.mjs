import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blocksOf } from '../../main/webapp/js/parts.js'
import { PEEK_LINES, PROBLEM_LINES, hitsOf, peekOf, problemOf, toolOf } from '../../main/webapp/js/tools.js'

function tool(toolName, toolInput, { output, state = 'complete', patches = [], inside = [], title } = {}) {
  const both = { toolName, toolCallId: 'c' }
  const call = { type: 'tool-call', ...both, toolInput, title, state }
  const result = output === undefined ? [] : [{ type: 'tool-result', ...both, toolOutput: output, state }]
  const nested = inside.map((part, index) => ({ ...part, toolCallId: `n${index}`, parentToolCallId: 'c' }))
  return toolOf(blocksOf({ parts: [call, ...result, ...patches.map(part => ({ type: 'patch', toolCallId: 'c', ...part })), ...nested] })[0])
}

const told = ({ kind, label, subject, note }) => [kind, label, subject, note]

test('a command is named after what it does or else after its first line, and tells how it ended', () => {
  assert.deepEqual(told(tool('bash', { command: 'make\nmake install' })), ['shell', 'Shell', 'make', ''])
  assert.deepEqual(told(tool('bash', { command: 'make' }, { title: 'Build it' })), ['shell', 'Shell', 'Build it', ''])
  const failed = tool('bash', { command: 'make' }, { output: 'no rule\n\n<shell_metadata>\nexit code 2\n</shell_metadata>' })
  assert.deepEqual([failed.command, failed.output, failed.told, failed.note], ['make', 'no rule', 'exit code 2', 'exit 2'])
  assert.equal(tool('bash', { command: 'make' }, { output: '<shell_metadata>exit code 0</shell_metadata>' }).note, '')
})

test('what only looks like a note of the agent stays in the output', () => {
  assert.equal(tool('bash', {}, { output: 'echo <shell_metadata>' }).output, 'echo <shell_metadata>')
})

test('an edit shows what has changed, or else what it is going to change, and how much', () => {
  const input = { filePath: 'a.js', oldString: 'one\ntwo', newString: 'one\n2\n3' }
  const planned = tool('edit', input, { state: 'running' })
  assert.deepEqual(told(planned), ['edit', 'Edit', 'a.js', '+2 −1'])
  assert.deepEqual(planned.files[0].lines.map(({ kind, text }) => [kind, text]), [['context', 'one'], ['removed', 'two'], ['added', '2'], ['added', '3']])
  const done = tool('edit', input, { patches: [{ title: 'a.js', content: '@@ -7 +7 @@\n-two\n+2\n' }] })
  assert.deepEqual([done.files[0].name, done.files[0].lines.at(-1).after, done.note], ['a.js', 7, '+1 −1'])
})

test('a file that is written, several edits and a patch are edits too', () => {
  assert.deepEqual(told(tool('write', { filePath: 'a.md', content: 'x\ny\n' })), ['edit', 'Write', 'a.md', '+2 −0'])
  const several = tool('multiedit', { filePath: 'a', edits: [{ oldString: 'x', newString: 'y' }, { oldString: 'z', newString: '' }, null, 3] })
  assert.deepEqual([several.files.length, several.note], [2, '+1 −2'])
  assert.equal(tool('patch', { patchText: '--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y' }).note, '+1 −1')
  assert.deepEqual(tool('edit', { filePath: 'a' }).files, [])
})

test('reading tells the file and which lines', () => {
  assert.deepEqual(told(tool('read', { filePath: 'a.js' })), ['read', 'Read', 'a.js', ''])
  assert.equal(tool('read', { filePath: 'a.js', offset: 10, limit: 31 }).note, 'lines 10–40')
  assert.equal(tool('read', { filePath: 'a.js', offset: 10 }).note, 'from line 10')
  assert.equal(tool('read', { filePath: 'a.js', limit: 5 }).note, 'lines 1–5')
  assert.equal(tool('read', { filePath: 'a.js', offset: 'x' }).note, 'from line 1')
  assert.equal(tool('read', {}, { output: '<path>a</path>\n<content>\n1: x\n</content>' }).output, '1: x')
})

test('a search tells what was looked for, where, and how many hits there are when it is done', () => {
  assert.deepEqual(told(tool('grep', { pattern: 'TODO', path: 'src' }, { output: 'Found 12 matches\na' })), ['search', 'Search', 'TODO  in  src', '12 hits'])
  assert.equal(tool('grep', { pattern: 'TODO' }, { output: 'x', state: 'running' }).note, '')
  assert.deepEqual(['', 'No files found', 'a\nb\n\n', 'a\n(Results are truncated.)', 'Found 1 matches'].map(hitsOf), [0, 0, 2, 1, 1])
})

test('a to-do list shows each item with its state, and names the one that is worked on', () => {
  const todos = [{ content: 'a', status: 'completed' }, { content: 'b', status: 'in_progress' }, { content: 'c', status: 'cancelled' }, { content: 'd', status: 'odd' }, { x: 1 }, null]
  const list = tool('todowrite', { todos })
  assert.deepEqual(told(list), ['todo', 'To-do list', 'b', '1 of 3 done'])
  assert.deepEqual(list.todos.map(({ status }) => status), ['completed', 'in_progress', 'cancelled', 'pending'])
  assert.equal(tool('todoread', {}, { output: JSON.stringify([{ content: 'a', status: 'pending' }]) }).todos.length, 1)
  assert.deepEqual(tool('todoread', {}, { output: 'none' }).todos, [])
})

test('a page that is fetched, a sub-agent, and a tool that nobody knows', () => {
  assert.deepEqual(told(tool('webfetch', { url: 'https://a.example/' })), ['fetch', 'Fetch', 'https://a.example/', ''])
  const task = { description: 'Count', prompt: 'Count all files.' }
  assert.deepEqual(told(tool('task', task, { inside: [{ type: 'tool-call', toolName: 'read' }] })), ['agent', 'Sub-agent', 'Count', '1 step'])
  assert.equal(tool('task', task).text, 'Count all files.')
  assert.deepEqual(told(tool('weather', { city: 'Bern' })), ['other', 'weather', '', ''])
  assert.equal(tool('weather', { city: 'Bern' }).text, 'Bern')
})

test('a name or an input of any shape is taken for what it is', () => {
  for (const name of ['constructor', '__proto__', 'toString']) assert.deepEqual([tool(name, {}).kind, tool(name, {}).label], ['other', name])
  for (const name of ['bash', 'edit', 'read', 'grep', 'todowrite', 'webfetch', 'task', 'x']) {
    for (const input of [undefined, null, 'text', 3, [], { filePath: 3, command: {}, todos: 'x', edits: 'x', pattern: [] }]) tool(name, input, { output: { x: 1 } })
  }
})

test('a running command shows its last lines, and a failure what matters of it', () => {
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`)
  assert.deepEqual(peekOf(`${lines.join('\n')}\n`).split('\n'), lines.slice(-PEEK_LINES))
  const said = { output: lines.join('\n') }
  assert.deepEqual(problemOf({ kind: 'shell', ...said }).split('\n'), lines.slice(-PROBLEM_LINES))
  assert.deepEqual(problemOf({ kind: 'edit', ...said }).split('\n'), lines.slice(0, PROBLEM_LINES))
  assert.ok(problemOf({ kind: 'edit', output: 'x'.repeat(5_000) }).length < 500)
})

test('a long output of any kind is looked through in no time worth a word', () => {
  const hostile = [' '.repeat(400_000), '<content>'.repeat(50_000), '<shell_metadata>'.repeat(30_000), '\n'.repeat(400_000)]
  for (const output of hostile) for (const name of ['bash', 'read', 'grep']) tool(name, {}, { output })
})
