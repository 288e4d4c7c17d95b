import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseDiff } from '../../main/webapp/js/unified-diff.js'

const lines = text => parseDiff(text)[0].lines
const marks = text => lines(text).map(({ kind, text }) => `${kind}:${text}`)

test('a change has its file, its counts and the numbers of its lines', () => {
  const [file, ...others] = parseDiff('--- a/src/app.js\t2026\n+++ b/src/app.js\n@@ -3,3 +3,4 @@ main()\n one\n-two\n+2\n+2.5\n three\n')
  assert.deepEqual(others, [])
  assert.deepEqual([file.name, file.added, file.removed], ['src/app.js', 2, 1])
  assert.deepEqual(file.lines, [
    { kind: 'hunk', text: 'main()' },
    { kind: 'context', text: 'one', before: 3, after: 3 },
    { kind: 'removed', text: 'two', before: 4 },
    { kind: 'added', text: '2', after: 4 },
    { kind: 'added', text: '2.5', after: 5 },
    { kind: 'context', text: 'three', before: 5, after: 6 },
  ])
})

test('a new file is named by what it becomes, a deleted one by what it was', () => {
  assert.equal(parseDiff('Index: x\n--- /dev/null\n+++ b/new.js\n@@ -0,0 +1,1 @@\n+hello')[0].name, 'new.js')
  assert.equal(parseDiff('--- a/old.js\n+++ /dev/null\n@@ -1 +0,0 @@\n-bye')[0].name, 'old.js')
})

test('several files are told apart, also where a removed line looks like a head', () => {
  const files = parseDiff([
    'diff --git a/one.sql b/one.sql', 'index 1..2', '--- a/one.sql', '+++ b/one.sql', '@@ -1,2 +1,1 @@', '--- a comment', ' select',
    'Index: two.js', '===================', '--- two.js', '+++ two.js', '@@ -1 +1 @@', '-a', '+b',
  ].join('\n'))
  assert.deepEqual(files.map(({ name, lines }) => [name, lines.length]), [['one.sql', 2], ['two.js', 2]])
  assert.deepEqual(files[0].lines[0], { kind: 'removed', text: '-- a comment', before: 1 })
})

test('a gap is told where lines are left out, and not before the first line', () => {
  assert.deepEqual(marks('@@ -1,2 +1,2 @@\n-a\n+b\n c\n@@ -9 +9 @@\n-d\n+e\n'),
    ['removed:a', 'added:b', 'context:c', 'hunk:', 'removed:d', 'added:e'])
  assert.deepEqual(marks('@@ -2 +2 @@\n-a\n+b\n'), ['hunk:', 'removed:a', 'added:b'])
  assert.deepEqual(marks('@@ -0,0 +1 @@\n+a\n'), ['added:a'])
})

test('a line without an end is noted, and takes no number', () => {
  assert.deepEqual(marks('@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n'), ['removed:a', 'note:No newline at end of file', 'added:b'])
})

test('a wrong count hides no change', () => {
  assert.deepEqual(marks('@@ -1,1 +1,1 @@\n-a\n+b\n+rm -rf\n'), ['removed:a', 'added:b', 'added:rm -rf'])
  assert.deepEqual(marks('@@ -1,9 +1,9 @@\n a\n'), ['context:a'])
})

test('an empty context line without its space counts', () => {
  assert.deepEqual(marks('@@ -1,3 +1,3 @@\n a\n\n-b\n+c\n'), ['context:a', 'context:', 'removed:b', 'added:c'])
})

test('lines that end in the way of Windows are read alike', () => {
  assert.deepEqual(marks('@@ -1 +1 @@\r\n-a\r\n+b\r\n'), ['removed:a', 'added:b'])
})

test('a file without a hunk, and what is no diff at all, are shown as they are', () => {
  assert.deepEqual(marks('diff --git a/x.png b/x.png\nBinary files differ'), ['note:diff --git a/x.png b/x.png', 'note:Binary files differ'])
  assert.equal(parseDiff('diff --git a/x.png b/x.png\nBinary files differ')[0].name, 'x.png')
  assert.deepEqual(marks('hello\nthere'), ['note:hello', 'note:there'])
  assert.deepEqual(parseDiff(''), [])
})
