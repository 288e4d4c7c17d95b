import assert from 'node:assert/strict'
import { test } from 'node:test'
import { weightOf } from './weight.mjs'

/** What a page may weigh, in kilobytes of gzip, all its files together; whoever needs more says why in docs/page.md. */
const BUDGET_KB = { 'index.html': 75, 'session.html': 150, 'api.html': 30 }

for (const [page, budget] of Object.entries(BUDGET_KB)) {
  test(`${page} weighs no more than ${budget} kB`, t => {
    const { files, outside, raw, gzip } = weightOf(page)
    t.diagnostic(`${page}: ${files.length} files, ${kilobytes(raw)} kB, ${kilobytes(gzip)} kB by gzip`)
    t.diagnostic(`not counted: ${outside.join() || 'none'}`)
    assert.ok(files.length > 10, files.join(' '))
    assert.ok(gzip <= budget * 1000, `${page} weighs ${kilobytes(gzip)} kB`)
  })
}

test('a page is weighed with all that it imports, however far', () => {
  const { files } = weightOf('session.html')
  for (const name of ['session.html', 'theme.js', 'css/tokens.css', 'js/pages/session.js', 'js/connection/cursor.js', 'icons.svg']) {
    assert.ok(files.includes(name), name)
  }
})

const kilobytes = bytes => (bytes / 1000).toFixed(1)
