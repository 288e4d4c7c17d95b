import assert from 'node:assert/strict'
import { beforeEach, describe, test } from 'node:test'
import { metaItems, Timeline } from '../../main/webapp/js/timeline.js'

let timeline, seq

beforeEach(() => {
  timeline = new Timeline()
  seq = 0
})

const event = (type, members) => timeline.apply({ type, seq: ++seq, ...members })
const say = (id, members = {}) => event('message', { message: message(id, { seq: seq + 1, ...members }) })
const answer = (id, turnId, parts = [{ type: 'text', content: '' }]) => say(id, { role: 'assistant', turnId, parts })
const turn = (id, state, members = {}) => event('turn', { turn: { id, state, messageId: `${id}-message`, position: 0, ...members } })
const delta = (messageId, offset, text, part = 0) => event('message-delta', { messageId, part, offset, text })
const ready = (at, messages, members = {}) => { seq = at; timeline.apply({ type: 'ready', seq: at, messages, presence: [], ...members }) }
const message = (id, members = {}) => ({ id, role: 'user', content: id, parts: [{ type: 'text', content: id }], ...members })
const ids = () => timeline.entries().map(({ id }) => id)
const textOf = id => timeline.messages.get(id).parts.map(({ content }) => content).join('')

describe('messages', () => {
  test('are shown in the order in which they were stored', () => {
    ready(5, [message('a', { seq: 1 }), message('b', { seq: 4 })])
    say('c')
    assert.deepEqual(ids(), ['a', 'b', 'c'])
  })

  test('keep their place when they are stored again', () => {
    say('a')
    say('b')
    say('a', { content: 'changed' })
    assert.deepEqual(ids(), ['a', 'b'])
    assert.equal(timeline.messages.get('a').content, 'changed')
  })

  test('disappear when they are deleted', () => {
    say('a')
    event('message-deleted', { messageId: 'a' })
    assert.deepEqual(ids(), [])
  })

  test('of an earlier page come before the others, and none comes twice', () => {
    ready(9, [message('c', { seq: 7 })])
    timeline.messages.addPage([message('a', { seq: 1 }), message('b', { seq: 3 }), message('c', { seq: 7, content: 'older' })])
    assert.deepEqual(ids(), ['a', 'b', 'c'])
    assert.equal(timeline.messages.get('c').content, 'c')
  })

  test('that came before the snapshot are not applied again', () => {
    ready(5, [message('a', { seq: 1 })])
    assert.equal(timeline.apply({ type: 'message-deleted', seq: 5, messageId: 'a' }), false)
    assert.deepEqual(ids(), ['a'])
  })
})

describe('deltas', () => {
  beforeEach(() => answer('a', 't'))

  test('append at their offset', () => {
    delta('a', 0, 'Hello')
    delta('a', 5, ' world')
    assert.equal(textOf('a'), 'Hello world')
  })

  test('that are there already change nothing', () => {
    delta('a', 0, 'Hello')
    const before = timeline.messages.get('a')
    delta('a', 0, 'Hello')
    delta('a', 2, 'll')
    assert.equal(timeline.messages.get('a'), before)
  })

  test('that overlap add only what is new', () => {
    delta('a', 0, 'Hello')
    delta('a', 3, 'lo there')
    assert.equal(textOf('a'), 'Hello there')
  })

  test('that would leave a gap are not appended in the wrong place', () => {
    delta('a', 3, 'late')
    assert.equal(textOf('a'), '')
  })

  test('count their offset in UTF-16 units', () => {
    delta('a', 0, 'A 🚢')
    delta('a', 4, ' sails')
    assert.equal(textOf('a'), 'A 🚢 sails')
  })

  test('begin a part that is not there yet', () => {
    delta('a', 0, 'one')
    delta('a', 0, 'two', 1)
    assert.deepEqual(timeline.messages.get('a').parts.map(({ content }) => content), ['one', 'two'])
  })

  test('are replaced by message-parts', () => {
    delta('a', 0, 'Helo')
    event('message-parts', { messageId: 'a', parts: [{ type: 'text', content: 'Hello' }] })
    assert.equal(textOf('a'), 'Hello')
  })

  test('leave other messages the same object, so that they need not be drawn again', () => {
    say('b')
    const before = timeline.messages.get('b')
    delta('a', 0, 'Hello')
    assert.equal(timeline.messages.get('b'), before)
  })
})

describe('queue', () => {
  beforeEach(() => {
    say('t1-message', { turnId: 't1' })
    turn('t1', 'running')
    answer('t1-answer', 't1')
    say('t2-message', { turnId: 't2' })
    turn('t2', 'queued', { position: 1 })
    say('t3-message', { turnId: 't3' })
    turn('t3', 'queued', { position: 2 })
  })

  const queued = () => timeline.queue().map(({ message }) => message.id)

  test('holds the waiting messages, and the timeline does not show them', () => {
    assert.deepEqual(queued(), ['t2-message', 't3-message'])
    assert.deepEqual(ids(), ['t1-message', 't1-answer'])
  })

  test('follows a new order', () => {
    turn('t3', 'queued', { position: 1 })
    turn('t2', 'queued', { position: 2 })
    assert.deepEqual(queued(), ['t3-message', 't2-message'])
  })

  test('shows a message before its own answer once it runs, however early it was written', () => {
    turn('t1', 'completed')
    turn('t2', 'running')
    assert.deepEqual(ids(), ['t1-message', 't1-answer', 't2-message'])
    answer('t2-answer', 't2')
    turn('t2', 'completed')
    turn('t3', 'running')
    answer('t3-answer', 't3')
    assert.deepEqual(ids(), ['t1-message', 't1-answer', 't2-message', 't2-answer', 't3-message', 't3-answer'])
  })

  test('of a turn that is tried again leaves its message above its broken answer', () => {
    turn('t1', 'interrupted')
    turn('t1', 'queued', { position: 3 })
    assert.deepEqual(ids(), ['t1-message', 't1-answer'])
    assert.deepEqual(queued(), ['t2-message', 't3-message', 't1-message'])
  })

  test('loses a turn whose message is deleted', () => {
    event('message-deleted', { messageId: 't2-message' })
    assert.deepEqual(queued(), ['t3-message'])
  })

  test('still shows the words of a message that has left the window', () => {
    timeline.messages.replace([message('far', { seq: 0.5 })], { reachesEnd: false })
    assert.deepEqual(queued(), ['t2-message', 't3-message'])
    assert.deepEqual(ids(), ['far'])
  })

  test('keeps an item whose message is not loaded', () => {
    turn('t9', 'queued', { position: 3 })
    assert.equal(timeline.queue().at(-1).message, undefined)
  })
})

describe('turns', () => {
  test('make the session run, and then rest', () => {
    say('t-message', { turnId: 't' })
    turn('t', 'running')
    assert.equal(timeline.activity, 'running')
    assert.equal(timeline.running.id, 't')
    turn('t', 'completed')
    assert.equal(timeline.activity, 'idle')
    assert.equal(timeline.running, undefined)
  })

  test('that failed can be told from the last message, until the next one runs', () => {
    say('t1-message', { turnId: 't1' })
    turn('t1', 'failed', { reason: 'No.' })
    assert.equal(timeline.activity, 'failed')
    assert.equal(timeline.endedTurn.reason, 'No.')
    say('t2-message', { turnId: 't2' })
    turn('t2', 'running')
    assert.equal(timeline.endedTurn, undefined)
    turn('t2', 'completed')
    assert.equal(timeline.endedTurn.id, 't2')
  })

  test('that are tried again count as the latest of their message', () => {
    say('m')
    turn('t1', 'failed', { messageId: 'm', endedAt: 10 })
    turn('t2', 'completed', { messageId: 'm', endedAt: 10 })
    assert.equal(timeline.endedTurn.id, 't2')
  })

  test('fetched while events arrive do not undo what an event said', async () => {
    let deliver
    const loading = timeline.turns.load(() => new Promise(resolve => { deliver = resolve }))
    turn('t1', 'completed')
    deliver([{ id: 't1', state: 'running', messageId: 'a' }, { id: 't2', state: 'queued', messageId: 'b' }])
    await loading
    assert.equal(timeline.turns.get('t1').state, 'completed')
    assert.equal(timeline.turns.get('t2').state, 'queued')
  })

  test('that are gone from the fetched list are gone', async () => {
    turn('t1', 'queued')
    await timeline.turns.load(async () => [])
    assert.equal(timeline.turns.size, 0)
  })
})

describe('a window that does not reach the end', () => {
  beforeEach(() => {
    say('t1-message', { turnId: 't1' })
    turn('t1', 'failed', { reason: 'No.', endedAt: 10 })
    timeline.messages.replace([message('far', { seq: 0.5 })], { reachesEnd: false })
  })

  test('shows nothing of what happens there, while turns, tasks and what is asked stay live', () => {
    say('t2-message', { turnId: 't2' })
    turn('t2', 'running')
    answer('t2-answer', 't2')
    event('permission', { permission: { id: 'p', state: 'pending', createdAt: 1 } })
    event('task', { task: { id: 'k', status: 'pending' } })
    assert.deepEqual(ids(), ['far'])
    assert.deepEqual([timeline.running.id, timeline.pending().length, timeline.tasks.size, timeline.activity], ['t2', 1, 1, 'waiting'])
  })

  test('knows all the same how the latest turn ended', () => {
    assert.equal(timeline.activity, 'failed')
    turn('t2', 'completed', { endedAt: 11 })
    assert.equal(timeline.activity, 'idle')
  })

  test('leaves the message of the running turn in its place', () => {
    timeline.messages.replace([message('m', { seq: 1, turnId: 't' }), message('n', { seq: 2 })], { reachesEnd: false })
    turn('t', 'running', { messageId: 'm' })
    assert.deepEqual(ids(), ['m', 'n'])
  })
})

describe('prompts', () => {
  const prompt = { content: 'Hello', mode: 'build', clientMessageId: 'c' }
  beforeEach(() => timeline.addPrompt(prompt))

  test('are pending until their message comes', () => {
    assert.deepEqual(timeline.prompts(), [prompt])
    say('a', { clientMessageId: 'c' })
    assert.deepEqual(timeline.prompts(), [])
    assert.deepEqual(ids(), ['a'])
  })

  test('are settled by a snapshot that has their message', () => {
    ready(3, [message('a', { seq: 2, clientMessageId: 'c' })])
    assert.deepEqual(timeline.prompts(), [])
  })

  test('carry the reason when the server refuses them', () => {
    timeline.apply({ type: 'error', error: 'The queue is full.', clientMessageId: 'c' })
    assert.equal(timeline.prompts()[0].reason, 'The queue is full.')
    timeline.discardPrompt('c')
    assert.deepEqual(timeline.prompts(), [])
  })

  test('survive a resync', () => {
    timeline.apply({ type: 'resync', seq: 0 })
    assert.deepEqual(timeline.prompts(), [prompt])
  })
})

describe('resync', () => {
  test('throws away what was known, and the next snapshot counts though its numbers are lower', () => {
    ready(90, [message('a', { seq: 80 })])
    turn('t', 'running')
    timeline.apply({ type: 'resync', seq: 3, reason: 'restored' })
    assert.deepEqual([ids(), timeline.turns.size], [[], 0])
    ready(3, [message('b', { seq: 2 })])
    say('c')
    assert.deepEqual(ids(), ['b', 'c'])
  })
})

test('a ready without messages, as after a short cut, keeps everything', () => {
  ready(3, [message('a', { seq: 1 })])
  timeline.apply({ type: 'ready', seq: 9, presence: [{ connectionId: 'x' }] })
  event('message', { message: message('b', { seq: 4 }) })
  assert.deepEqual(ids(), ['a', 'b'])
  assert.equal(timeline.present, 1)
})

test('presence is the number that the server counted, or of those it lists', () => {
  timeline.apply({ type: 'presence', presence: [{ connectionId: 'x' }, { connectionId: 'y' }] })
  assert.equal(timeline.present, 2)
  timeline.apply({ type: 'presence', presence: [{ connectionId: 'x' }], present: 60 })
  assert.equal(timeline.present, 60)
})

test('tasks follow their events', () => {
  event('task', { task: { id: 'k', title: 'Write tests', status: 'pending' } })
  event('task', { task: { id: 'k', title: 'Write tests', status: 'completed' } })
  assert.equal(timeline.tasks.get('k').status, 'completed')
  event('task-deleted', { taskId: 'k' })
  assert.equal(timeline.tasks.size, 0)
})

describe('what the agent asks', () => {
  const asked = (id, members) => ({ id, state: 'pending', toolCallId: `${id}-call`, createdAt: 1, seq: seq + 1, ...members })
  const permission = (id, members) => event('permission', { permission: asked(id, members) })
  const question = (id, members) => event('question', { question: asked(id, { questions: [], ...members }) })
  const pending = () => timeline.pending().map(({ asked }) => asked.id)
  beforeEach(() => turn('t', 'running'))

  test('waits in the order in which it was asked', () => {
    permission('p2', { createdAt: 2 })
    question('q')
    permission('p1')
    assert.deepEqual(pending(), ['q', 'p1', 'p2'])
    assert.equal(timeline.activity, 'waiting')
  })

  test('waits no more when it is answered or expired, whoever did it', () => {
    permission('p')
    question('q')
    permission('p', { state: 'answered', reply: 'once' })
    question('q', { state: 'expired' })
    assert.deepEqual(pending(), [])
    assert.equal(timeline.activity, 'running')
  })

  test('leaves its answer with its tool, of its own turn, in a map of its own', () => {
    permission('p', { turnId: 't1' })
    assert.equal(timeline.answered.get('t1'), undefined)
    permission('p', { turnId: 't1', state: 'answered', reply: 'once' })
    const before = timeline.answered.get('t1')
    question('p', { turnId: 't1', toolCallId: 'other', state: 'expired' })
    permission('p', { turnId: 't2', state: 'answered', reply: 'reject' })
    assert.equal(timeline.answered.get('t1').get('p-call').reply, 'once')
    assert.equal(timeline.answered.get('t2').get('p-call').reply, 'reject')
    assert.equal(before.size, 1)
  })

  test('is not asked again by a list that was fetched before the answer', async () => {
    let deliver
    const loading = timeline.permissions.load(() => new Promise(resolve => { deliver = resolve }))
    permission('p', { state: 'answered', reply: 'once' })
    deliver([{ id: 'p', state: 'pending' }, { id: 'p2', state: 'pending' }])
    await loading
    assert.deepEqual(pending(), ['p2'])
  })

  test('is forgotten on a resync', () => {
    permission('p')
    question('q')
    timeline.apply({ type: 'resync', seq: 3 })
    assert.deepEqual(pending(), [])
  })
})

describe('metadata', () => {
  test('tells of the workspace and of the usage', async () => {
    await timeline.meta.load(async () => metaItems({ 'berth.workspace': { state: 'cloning' }, color: 'blue' }))
    assert.equal(timeline.workspace, undefined, 'a clone whose turn was stopped goes on no more')
    event('turn', { turn: { id: 't', messageId: 'm', state: 'running' } })
    assert.equal(timeline.workspace.state, 'cloning')
    assert.equal(timeline.usage, undefined)
    event('meta', { key: 'berth.workspace', value: { state: 'ready', branch: 'main' } })
    event('meta', { key: 'berth.usage', value: { input: 5 } })
    assert.deepEqual([timeline.workspace.branch, timeline.usage.input], ['main', 5])
  })

  test('that is removed is gone', () => {
    event('meta', { key: 'berth.usage', value: { input: 5 } })
    event('meta', { key: 'berth.usage', value: null })
    assert.equal(timeline.usage, undefined)
  })
})

test('an event of an unknown type is ignored', () => {
  assert.equal(timeline.apply({ type: 'of a later version', seq: 1 }), false)
})
