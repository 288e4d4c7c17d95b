import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DRAFT_CHARS_MAX, DRAFTS_MAX, Draft } from '../../main/webapp/js/drafts.js'
import { FOLDS_MAX, Folds } from '../../main/webapp/js/folds.js'
import { createKept, forgetAll } from '../../main/webapp/js/kept.js'
import { KEPT_CHARS_MAX, KEPT_PROMPTS_MAX, KeptPrompts } from '../../main/webapp/js/kept-prompts.js'
import { FakeStorage } from './fakes.mjs'

const keptIn = storage => createKept(() => storage)
const prompt = (clientMessageId, content = 'Hello') => ({ content, mode: 'build', clientMessageId })

test('a draft is there after a reload, and gone when it is sent or wiped out', () => {
  const kept = keptIn(new FakeStorage())
  new Draft('s', kept).write('half a sent')
  const later = new Draft('s', kept)
  assert.equal(later.read(), 'half a sent')
  assert.equal(new Draft('other', kept).read(), '')
  later.drop()
  assert.equal(new Draft('s', kept).read(), '')
  later.write('x')
  later.write('  ')
  assert.equal(new Draft('s', kept).read(), '')
})

test('sending in one tab leaves alone what another has written since', () => {
  const kept = keptIn(new FakeStorage())
  const [one, other] = [new Draft('s', kept), new Draft('s', kept)]
  one.write('of one')
  other.write('of the other')
  one.drop()
  assert.equal(new Draft('s', kept).read(), 'of the other')
  other.drop()
  assert.equal(new Draft('s', kept).read(), '')
})

test('drafts are bounded in length and number; the oldest go', () => {
  const kept = keptIn(new FakeStorage())
  for (let i = 0; i <= DRAFTS_MAX; i++) new Draft(`s${i}`, kept, () => i).write('x'.repeat(DRAFT_CHARS_MAX + 1).slice(0, i ? 3 : undefined))
  assert.equal(new Draft('s0', kept).read(), '')
  assert.equal(new Draft('s1', kept).read(), 'xxx')
  new Draft('long', kept).write('x'.repeat(DRAFT_CHARS_MAX + 1))
  assert.equal(new Draft('long', kept).read().length, DRAFT_CHARS_MAX)
})

test('a store that is forbidden, full or broken does no harm', () => {
  const forbidden = createKept(() => { throw new Error('forbidden') })
  const full = keptIn(Object.assign(new FakeStorage(), { setItem() { throw new Error('full') } }))
  for (const kept of [forbidden, full]) {
    new Draft('s', kept).write('x')
    assert.equal(new Draft('s', kept).read(), '')
    assert.equal(new KeptPrompts('s', kept).put(prompt('a')), false)
    assert.deepEqual(new KeptPrompts('s', kept).list(), [])
    forgetAll(kept)
  }
  const storage = new FakeStorage()
  for (const [index, broken] of ['{', '3', 'null', '{"text":5}', '{"prompt":{}}', '{"prompt":{"content":1}}'].entries()) {
    storage.setItem('berth.draft.s', broken)
    storage.setItem(`berth.outbox.s.${index}`, broken)
    assert.equal(new Draft('s', keptIn(storage)).read(), '')
    assert.deepEqual(new KeptPrompts('s', keptIn(storage)).list(), [])
  }
})

test('unconfirmed messages are kept by session, in the order in which they were written, until they are removed', () => {
  const kept = keptIn(new FakeStorage())
  const prompts = new KeptPrompts('s', kept, () => 5)
  for (const id of ['b', 'a', 'c']) assert.equal(prompts.put(prompt(id)), true)
  prompts.put({ ...prompt('b'), reason: 'refused' })
  new KeptPrompts('other', kept).put(prompt('z'))
  const later = new KeptPrompts('s', kept)
  assert.deepEqual(later.list().map(({ clientMessageId }) => clientMessageId), ['b', 'a', 'c'])
  assert.equal(later.list()[0].reason, 'refused')
  later.remove('a')
  assert.deepEqual(prompts.list().map(({ clientMessageId }) => clientMessageId), ['b', 'c'])
  later.clear()
  assert.deepEqual(prompts.list(), [])
  assert.equal(new KeptPrompts('other', kept).list().length, 1)
})

test('a key of the store is known to be that of a message', () => {
  const prompts = new KeptPrompts('s', keptIn(new FakeStorage()))
  assert.equal(prompts.idOf('berth.outbox.s.abc'), 'abc')
  for (const key of ['berth.outbox.s2.abc', 'berth.draft.s', null]) assert.equal(prompts.idOf(key), undefined)
})

test('of unconfirmed messages only so many are kept, and so many characters', () => {
  const prompts = new KeptPrompts('s', keptIn(new FakeStorage()))
  assert.equal(prompts.put(prompt('long', 'x'.repeat(KEPT_CHARS_MAX))), false)
  for (let i = 0; i < KEPT_PROMPTS_MAX; i++) assert.equal(prompts.put(prompt(`p${i}`)), true)
  assert.equal(prompts.put(prompt('one more')), false)
})

test('who logs out leaves nothing of Berth behind, and everything else', () => {
  const storage = new FakeStorage()
  storage.setItem('theirs', '1')
  new Draft('s', keptIn(storage)).write('x')
  new KeptPrompts('s', keptIn(storage)).put(prompt('a'))
  forgetAll(keptIn(storage))
  assert.deepEqual(keptIn(storage).keys(''), ['theirs'])
})

test('what the reader has opened is remembered, up to a limit', () => {
  const folds = new Folds()
  for (let i = 0; i <= FOLDS_MAX; i++) folds.set(`card ${i}`, true)
  folds.set('card 2', false)
  assert.deepEqual(['card 0', 'card 1', 'card 2', 'card 3'].map(key => folds.isOpen(key)), [false, true, false, true])
})
