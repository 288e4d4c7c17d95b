import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chunkEnd } from '../../main/webapp/js/views/growing-text.js'

/** Where a text is cut when it comes all at once. */
function chunks(text) {
  const all = []
  for (let end = chunkEnd(text); end > 0; end = chunkEnd(text)) {
    all.push(text.slice(0, end))
    text = text.slice(end)
  }
  return [...all, text]
}

test('a short text is not cut', () => {
  assert.equal(chunkEnd('x'.repeat(4_096)), 0)
})

test('a text of lines is cut after a line', () => {
  const text = 'a line of words\n'.repeat(10_000)
  const cut = chunks(text)
  assert.equal(cut.join(''), text)
  assert.ok(cut.length > 30)
  for (const chunk of cut.slice(0, -1)) assert.ok(chunk.endsWith('\n') && chunk.length >= 4_096 && chunk.length < 4_200)
})

test('a line without an end is cut after a word, and waits long for it', () => {
  assert.equal(chunkEnd('word '.repeat(3_000)), 0)
  const cut = chunks('word '.repeat(10_000))
  for (const chunk of cut.slice(0, -1)) assert.ok(chunk.endsWith(' ') && chunk.length > 16_000 && chunk.length <= 16_384)
})

test('no character is cut in two', () => {
  const text = `x${'🚢'.repeat(20_000)}`
  assert.equal(chunks(text).join(''), text)
  for (const chunk of chunks(text)) assert.ok(chunk.isWellFormed())
})
