import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changedHash, readHash } from '../../main/webapp/js/page-hash.js'

test('a guest may follow a link to a message, in either order', () => {
  const both = { share: 'share_abc', message: 'm1' }
  assert.deepEqual(readHash('#share=share_abc&message=m1'), both)
  assert.deepEqual(readHash('#message=m1&share=share_abc'), both)
})

test('a message is linked to without losing the share', () => {
  assert.equal(changedHash('#share=share_abc', { message: 'm 1&' }), '#share=share_abc&message=m+1%26')
  assert.equal(changedHash('#share=share_abc&message=m1', { message: 'm2' }), '#share=share_abc&message=m2')
  assert.equal(changedHash('#message=m1', { message: undefined }), '#')
})

test('nothing is behind an empty hash', () => {
  for (const hash of ['', '#', '#message=', '#foo']) assert.deepEqual(readHash(hash), { share: undefined, message: undefined })
})
