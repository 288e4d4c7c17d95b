import assert from 'node:assert/strict'
import { test } from 'node:test'
import { costWords, shortCount, usageRows, usageWords } from '../../main/webapp/js/usage.js'

test('usage is told in a line', () => {
  const usage = { input: 12_000, cacheRead: 250, cacheWrite: 50, output: 1_000, reasoning: 200, cost: 0.0123 }
  assert.equal(usageWords(usage), '12.3k in · 1.2k out · $0.0123')
})

test('a cost that is not known is left out', () => {
  assert.equal(usageWords({ input: 60, output: 20, cost: 0 }), '60 in · 20 out')
})

test('no usage is no line', () => {
  assert.equal(usageWords(null), '')
  assert.equal(usageWords(undefined), '')
  assert.equal(usageWords({ input: 0, output: 0, reasoning: 0, cacheRead: 0, cacheWrite: 0, cost: 0 }), '')
})

test('counts are short, and no unit goes to a thousand', () => {
  assert.deepEqual([0, 999, 1_000, 1_250, 99_949, 999_949, 999_950, 2_500_000, 3e9].map(shortCount),
    ['0', '999', '1k', '1.3k', '99.9k', '999.9k', '1M', '2.5M', '3G'])
})

test('small costs have more decimals', () => {
  assert.deepEqual([0.00002, 0.0001, 0.0123, 0.5, 1, 12.345].map(costWords), ['<$0.0001', '$0.0001', '$0.0123', '$0.5000', '$1.00', '$12.35'])
})

test('rows say where the tokens went, without what is nothing', () => {
  assert.deepEqual(usageRows({ input: 10, output: 20, reasoning: 0, cacheRead: 3_000, cacheWrite: 0, cost: 0.5 }),
    [['Input', '10'], ['Read from cache', '3k'], ['Output', '20'], ['Cost', '$0.5000']])
  assert.deepEqual(usageRows({}), [])
})
