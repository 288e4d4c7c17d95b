import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Attachments, FILES_BYTES_MAX, FILES_MAX, filesOf } from '../../main/webapp/js/attachments.js'
import { bytesOf, fileOfDataUrl, isImage } from '../../main/webapp/js/data-url.js'
import { sizeWords } from '../../main/webapp/js/words.js'

const url = (text, type = 'text/plain') => `data:${type};base64,${btoa(text)}`

test('a data URL tells the type and the size of its file', () => {
  for (const text of ['', 'a', 'ab', 'abc', 'abcd']) assert.deepEqual(fileOfDataUrl(url(text)), { type: 'text/plain', size: text.length })
  assert.equal(fileOfDataUrl('data:text/plain;charset=utf-8;base64,YQ==').type, 'text/plain')
  assert.deepEqual([...bytesOf(url('abc'))], [97, 98, 99])
})

test('what is no data URL with base64 is no file', () => {
  for (const other of ['', 'data:,a', 'data:text/html,<p>', 'data:text/plain;base64,a b', 'https://a.example/', 'javascript:1', null, 3, {}]) {
    assert.equal(fileOfDataUrl(other), undefined)
  }
})

test('only what a browser draws is a picture', () => {
  assert.deepEqual(['image/png', 'image/x-odd', 'text/html'].map(isImage), [true, false, false])
})

test('files are taken in their order, until one is removed or all are', () => {
  const files = new Attachments()
  for (const name of ['a', 'b', 'c']) assert.equal(files.add({ name, url: url(name) }), '')
  files.remove(files.list()[1].id)
  assert.deepEqual(files.take().map(({ name, size }) => [name, size]), [['a', 1], ['c', 1]])
  assert.deepEqual(files.list(), [])
})

test('too many, too large and empty files are refused in words that name them', () => {
  const files = new Attachments()
  assert.match(files.refusal({ name: 'big.bin', size: FILES_BYTES_MAX + 1 }), /big\.bin \(717 kB\).* 717 kB together/)
  assert.match(files.refusal({ name: 'none', size: 0 }), /none is empty/)
  for (let i = 0; i < FILES_MAX; i++) assert.equal(files.add({ name: `${i}`, url: url('x') }), '')
  assert.match(files.add({ name: 'one more', url: url('x') }), new RegExp(`${FILES_MAX} files`))
  assert.equal(files.list().length, FILES_MAX)
})

test('the size of all files together counts', () => {
  const files = new Attachments()
  files.add({ name: 'half', url: url('x'.repeat(FILES_BYTES_MAX / 2)) })
  assert.equal(files.refusal({ name: 'b', size: FILES_BYTES_MAX / 2 }), '')
  assert.notEqual(files.refusal({ name: 'b', size: FILES_BYTES_MAX / 2 + 1 }), '')
})

test('the files of a message can be attached again', () => {
  const parts = [{ type: 'text', content: 'a' }, { type: 'file', title: 'a.txt', content: url('a') }, { type: 'file', title: 'b', content: 'https://b.example' }]
  assert.deepEqual(filesOf({ parts }), [{ name: 'a.txt', url: url('a') }])
  assert.deepEqual(filesOf({}), [])
})

test('sizes in words', () => {
  assert.deepEqual([0, 1, 999, 1_000, 12_345, 999_499, 999_500, 1_250_000].map(sizeWords),
    ['0 bytes', '1 byte', '999 bytes', '1 kB', '12 kB', '999 kB', '1.0 MB', '1.3 MB'])
})
