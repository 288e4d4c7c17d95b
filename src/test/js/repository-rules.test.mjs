import assert from 'node:assert/strict'
import { test } from 'node:test'
import { problemWith } from '../../main/webapp/js/repository-rules.js'

for (const name of ['a', '0', 'acme', 'my-repo_1.js', 'a'.repeat(100)]) {
  test(`"${name.slice(0, 20)}" is a name`, () => assert.equal(problemWith('The name', name), ''))
}

for (const name of ['', '-a', '.git', '_x', 'a/b', 'a b', 'ä', 'a'.repeat(101), 'a\n']) {
  test(`${JSON.stringify(name.slice(0, 20))} is not, and the sentence names the field`, () =>
    assert.match(problemWith('The name', name), /^The name .*\.$/))
}
