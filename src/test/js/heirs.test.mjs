import assert from 'node:assert/strict'
import { test } from 'node:test'
import { heirsOf } from '../../main/webapp/js/views/heirs.js'

test('what comes after an item that goes is its heir, and then what came before it, the nearest first', () => {
  const items = ['a', 'b', 'c', 'd']
  assert.deepEqual(heirsOf('b', items), ['c', 'd', 'a'])
  assert.deepEqual(heirsOf('d', items), ['c', 'b', 'a'])
  assert.deepEqual(heirsOf('a', ['a']), [])
})
