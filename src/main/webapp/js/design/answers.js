import { createComposer } from '../views/composer.js'
import { createPermission } from '../views/permission.js'
import { createQuestion } from '../views/question.js'
import { createQueue } from '../views/queue.js'
import { createShares } from '../views/shares.js'
import { createTasks } from '../views/tasks.js'
import { DIFF, permission, question, queued, session, share, task, timelineOf, timelineWithTurn } from './data.js'
import { group, sample, wide } from './sample.js'

const isTaken = async () => false

const PERMISSIONS = [
  ['To run a command', { detail: { command: 'make test' } }],
  ['To change a file', { kind: 'edit', title: 'src/Rocket.java', always: ['*'], detail: { filepath: 'src/Rocket.java', diff: DIFF } }],
]

export const asks = group('What the agent asks',
  ...PERMISSIONS.map(([name, more]) => wide(name, () => createPermission({ permission: permission(more) }, { reply: isTaken }).element)),
  wide('A question', () => createQuestion({ question: question([
    { header: 'Units', question: 'How is it counted?', options: [{ label: 'Litres', description: 'As now' }, { label: 'Gallons' }] },
    { question: 'Which tests shall run?', options: [{ label: 'Fast ones' }, { label: 'Slow ones' }], multiple: true },
  ]) }, { answer: isTaken }).element))

const ACTIONS = { send: () => true, stop: isTaken, typing() {}, changeMode() {}, turnPage() {}, tell() {} }

const DRAFT = { read: () => '', write() {}, drop() {} }

const ARCHIVED = { type: 'session', session: session({ status: 'archived' }) }

export const composing = group('Writing',
  wide('Ready', partOf => createWriting(partOf, timelineOf())),
  wide('While the agent works', partOf => createWriting(partOf, timelineWithTurn('running'))),
  wide('In an archived session', partOf => createWriting(partOf, timelineOf(ARCHIVED))),
  wide('The queue', partOf => {
    const element = partOf('session', '[data-queue]')
    createQueue(element, { move() {}, remove() {} })
      .render(timelineWithTurn('running', {}, ...queued('Then write a test for it.', 1), ...queued('And tell the others.', 2)))
    return element
  }))

export const ways = group('Finding the way',
  wide('Search and filters', partOf => partOf('dashboard', '[data-toolbar]')),
  wide('Find in a session', partOf => partOf('session', '[data-find]')),
  wide('The time line', partOf => partOf('session', '[data-scrubber]')))

export const aside = group('Beside the conversation',
  sample('Tasks', partOf => {
    const element = partOf('session', '[data-tasks]')
    createTasks(element, { add: isTaken, change: isTaken, remove: isTaken })
      .render([task('Look', 'completed'), task('Change it', 'in_progress'), task('Write tests', 'pending'), task('Ask', 'cancelled')])
    return element
  }),
  sample('Links that share', partOf => {
    const element = partOf('session', '[data-shares]')
    createShares(element, { list: async () => [share(1), share(7)], add: isTaken, revoke: isTaken, addressOf: token => token }).open()
    return element
  }))

function createWriting(partOf, timeline) {
  const form = partOf('session', '[data-composer]')
  createComposer(form, ACTIONS, DRAFT).render(timeline)
  return form
}
