import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dashboardTitle, duration, resultsWords, workspaceWords } from '../../main/webapp/js/words.js'

test('a duration is told as finely as it matters', () => {
  assert.deepEqual([0, 40, 400, 9_949, 9_950, 59_499, 59_500, 125_000, 3_599_499, 3_600_000, 3_840_000].map(duration),
    ['0 ms', '40 ms', '0.4 s', '9.9 s', '10 s', '59 s', '1 min 0 s', '2 min 5 s', '59 min 59 s', '1 h 0 min', '1 h 4 min'])
})

test('the state of a workspace comes with its reason', () => {
  assert.equal(workspaceWords({ state: 'cloning' }), 'Cloning…')
  assert.equal(workspaceWords({ state: 'failed', reason: 'There is no such repository.' }), 'Failed: There is no such repository.')
  assert.equal(workspaceWords({ state: 'empty' }), 'Empty')
})

test('the number of results is told as far as it is known', () => {
  assert.deepEqual([resultsWords(0, false), resultsWords(1, false), resultsWords(7, false), resultsWords(50, true)],
    ['No sessions match.', '1 session.', '7 sessions.', 'More than 50 sessions.'])
})

test('the title of the dashboard tells how many wait', () => {
  assert.deepEqual([dashboardTitle(0), dashboardTitle(3)], ['Sessions · Berth', '(3) Sessions · Berth'])
})

test('no words of the dashboard are hidden by others of the same name', async () => {
  const dashboard = await import('../../main/webapp/js/dashboard-words.js')
  const all = await import('../../main/webapp/js/words.js')
  for (const name of Object.keys(dashboard)) assert.equal(all[name], dashboard[name], name)
})
