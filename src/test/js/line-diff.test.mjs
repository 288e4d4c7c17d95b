import assert from 'node:assert/strict'
import { test } from 'node:test'
import { COMPARED_LINES_MAX, diffOfTexts } from '../../main/webapp/js/line-diff.js'

const SIGNS = { added: '+', removed: '-', context: ' ' }
const shown = (...texts) => diffOfTexts('a', ...texts).lines.map(({ kind, text }) => SIGNS[kind] + text)

test('what stays is shown once, what goes comes before what takes its place', () => {
  assert.deepEqual(shown('a\nb\nc', 'a\nx\nc'), [' a', '-b', '+x', ' c'])
  assert.deepEqual(shown('a\nb\nc\nd', 'b\nc\ne\nd'), ['-a', ' b', ' c', '+e', ' d'])
  assert.deepEqual(shown('same\n', 'same'), [' same'])
})

test('from nothing and to nothing', () => {
  assert.deepEqual(shown('', 'a\nb'), ['+a', '+b'])
  assert.deepEqual(shown('a\nb\n', ''), ['-a', '-b'])
  assert.deepEqual(shown('', ''), [])
})

test('repeated lines are not counted twice', () => {
  assert.deepEqual(shown('a\na', 'a\na\na'), [' a', ' a', '+a'])
})

test('both texts can be read off the diff, whatever they are', () => {
  for (let round = 0; round < 200; round++) {
    const [before, after] = [text(round), text(round * 7 + 3)]
    const { lines, added, removed } = diffOfTexts('a', before.join('\n'), after.join('\n'))
    const side = other => lines.filter(({ kind }) => kind !== other).map(line => line.text)
    assert.deepEqual([side('added'), side('removed')], [before, after])
    assert.deepEqual([added, removed], ['added', 'removed'].map(kind => lines.filter(line => line.kind === kind).length))
  }
})

test('only a whole file has numbers', () => {
  assert.deepEqual(diffOfTexts('a', 'a\nb', 'a\nc', true).lines.map(({ before, after }) => [before, after]), [[1, 1], [2, undefined], [undefined, 2]])
  assert.equal(diffOfTexts('a', 'a', 'b').lines[0].before, undefined)
})

test('very long texts are not compared line by line', () => {
  const long = Array.from({ length: COMPARED_LINES_MAX }, (_, index) => `line ${index}`)
  const { added, removed } = diffOfTexts('a', long.join('\n'), [...long].reverse().join('\n'))
  assert.deepEqual([added, removed], [COMPARED_LINES_MAX, COMPARED_LINES_MAX])
})

/** Few different lines, so that they repeat; none is empty, for a last empty line is the end of the one before. */
function text(seed) {
  return Array.from({ length: seed % 9 + 1 }, (_, index) => 'abc'[(seed * 31 + index * index * 17 + index) % 3])
}
