import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { answerWords, tooLateWords } from '../../main/webapp/js/answers.js'
import { allowsAll, alwaysWords, permissionSentence, subjectOf } from '../../main/webapp/js/permissions.js'

describe('a permission', () => {
  test('is told in plain words, and by its own name when that is unknown', () => {
    assert.equal(permissionSentence({ kind: 'bash' }), 'The agent wants to run a command')
    assert.equal(permissionSentence({ kind: 'teleport' }), 'The agent wants to use teleport')
    assert.equal(permissionSentence({ kind: 'constructor' }), 'The agent wants to use constructor')
  })

  test('shows its command, its file, its address and its diff', () => {
    assert.deepEqual(subjectOf({ patterns: ['ls'], detail: { command: 'ls' } }), { command: 'ls', file: '', url: '', diff: '', rest: '' })
    const edit = subjectOf({ patterns: ['a.js'], detail: { filepath: 'a.js', diff: '@@' } })
    assert.deepEqual(edit, { command: '', file: 'a.js', url: '', diff: '@@', rest: '' })
    assert.equal(subjectOf({ patterns: ['*'], detail: { url: 'https://example.org/', timeout: 5 } }).rest, 'timeout: 5')
  })

  test('shows everything that is known of it, also what it does not understand', () => {
    assert.equal(subjectOf({ patterns: ['a', 'b'], detail: { tool: 'bash', command: ['ls'] } }).command, '')
    assert.match(subjectOf({ patterns: ['a', 'b'], detail: { tool: 'bash', command: ['ls'] } }).rest, /tool: bash[^]*ls/)
    assert.equal(subjectOf({ patterns: ['a', 'b'], detail: null }).rest, 'a\nb')
    assert.equal(subjectOf({ patterns: [], detail: null }).rest, '')
  })

  test('says what always would allow', () => {
    assert.equal(alwaysWords({ always: ['git *', 'npm *'] }), 'git *, npm *')
    assert.equal(alwaysWords({ always: ['*'] }), 'everything of this kind')
    assert.equal(alwaysWords({ always: [] }), '')
    assert.deepEqual([['*'], ['git *'], undefined].map(always => allowsAll({ always })), [true, false, false])
  })
})

describe('an answer', () => {
  const answered = { state: 'answered', answeredBy: 'alice' }

  test('of a permission is told in words', () => {
    assert.equal(answerWords({ ...answered, reply: 'once' }), 'Allowed once')
    assert.equal(answerWords({ ...answered, reply: 'reject', message: 'Not this file' }), 'Rejected: Not this file')
    assert.equal(answerWords({ state: 'expired', reply: null }), 'Not answered')
  })

  test('of a question is told in words', () => {
    assert.equal(answerWords({ ...answered, questions: [{}, {}], answers: [['Red', 'Blue'], ['Yes']] }), 'Answered: Red, Blue · Yes')
    assert.equal(answerWords({ ...answered, questions: [{}], answers: null, rejected: true }), 'Dismissed')
  })

  test('that comes too late is told who was first', () => {
    assert.equal(tooLateWords({ ...answered, reply: 'once' }), 'Answered already by alice. Allowed once.')
    assert.equal(tooLateWords({ ...answered, answeredBy: null, reply: 'once' }), 'Answered already by someone else. Allowed once.')
    assert.match(tooLateWords({ state: 'expired' }), /does not wait/)
    assert.match(tooLateWords(undefined), /does not wait/)
  })
})
