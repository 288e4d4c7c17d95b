import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isFiltered, matches, noFilters, queryOf, readFilters, writeFilters } from '../../main/webapp/js/session-filters.js'
import { session } from './dashboard-fakes.mjs'

describe('the filters in the address', () => {
  test('come back from it as they were', () => {
    const filters = { q: 'a & b=c', status: 'all', activity: 'failed', repo: 'acme/rocket' }
    assert.deepEqual(readFilters(writeFilters('', filters)), filters)
  })

  test('leave out what is as usual, and leave alone what is not theirs', () => {
    assert.equal(writeFilters('?userId=me&q=old&status=archived', noFilters), '?userId=me')
    assert.equal(writeFilters('?q=old', noFilters), '')
    assert.deepEqual(readFilters('?userId=me'), { ...noFilters })
  })

  test('make no sense of nonsense', () => {
    assert.deepEqual(readFilters('?status=lost&activity=idle&repo=rocket'), { ...noFilters })
    assert.equal(readFilters(`?q=${'x'.repeat(500)}`).q.length, 200)
  })
})

describe('what the server is asked for', () => {
  test('has only what narrows the list', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(queryOf({ ...noFilters, status: 'all', q: '  ' }))), {})
    assert.deepEqual(queryOf({ q: ' login ', status: 'archived', activity: 'running', repo: 'a/b' }),
      { q: 'login', status: 'archived', activity: 'running', repo: 'a/b' })
  })

  test('tells whether anything is filtered', () => {
    assert.equal(isFiltered(noFilters), false)
    assert.equal(isFiltered({ ...noFilters, q: '  ' }), false)
    assert.equal(isFiltered({ ...noFilters, status: 'all' }), true)
  })
})

describe('a session', () => {
  const failed = session('id-7', { title: 'Fix the Login', activity: 'failed' })
  const matching = filters => matches(failed, { ...noFilters, ...filters })

  test('matches by words of its title, repository and id, in any case', () => {
    assert.deepEqual(['login', 'ACME/rock', 'id-7', '', ' fix '].map(q => matching({ q })), [true, true, true, true, true])
    assert.equal(matching({ q: 'log out' }), false)
  })

  test('matches by status, activity and repository', () => {
    assert.deepEqual([matching({ activity: 'failed' }), matching({ activity: 'running' })], [true, false])
    assert.deepEqual([matching({ repo: 'acme/rocket' }), matching({ repo: 'acme/rock' })], [true, false])
    assert.deepEqual(['active', 'archived', 'all'].map(status => matching({ status })), [true, false, true])
  })
})
