import { createMessage } from '../views/message.js'
import { createPrompt } from '../views/prompt.js'
import { DIFF, message } from './data.js'
import { group, wide } from './sample.js'

const text = content => ({ type: 'text', content })

const ID = 'call'

const call = (toolName, state, title, toolInput = {}) => ({ type: 'tool-call', toolName, toolCallId: ID, title, state, toolInput })

const result = (state, more) => ({ type: 'tool-result', toolCallId: ID, state, ...more })

const MARKDOWN = `## What changed

The fuel is counted in **longs** now; see \`Rocket.java\` and [the rules](https://example.org/).

1. It never overflows.
2. It is *as fast* as before.

\`\`\`java
private long fuel = 0L;
\`\`\`
`

/** `[name, role, parts]`: a line for each message that is shown. */
const MESSAGES = [
  ['Of a person', 'user', [text('Count the fuel in longs, please.')]],
  ['Of the agent', 'assistant', [text(MARKDOWN)]],
  ['Of the system', 'system', [text('The session was brought back.')]],
  ['With a file', 'user', [text('Look at this.'), { type: 'file', title: 'plan.txt', content: 'data:text/plain;base64,UGxhbg==' }]],
  ['Reasoning', 'assistant', [{ type: 'reasoning', content: 'An int holds too little.' }]],
  ['An error', 'assistant', [{ type: 'error', content: 'The provider answered: too many requests.' }]],
  ['Changes', 'assistant', [{ type: 'patch', title: 'src/Rocket.java', content: DIFF }]],
  ['Of a kind that is not known', 'assistant', [{ type: 'weather', title: 'Sunny', content: 'No clouds.' }]],
]

const EDIT = { filePath: 'Rocket.java', oldString: 'int fuel', newString: 'long fuel' }

const PLAN = { todos: [{ content: 'Look', status: 'completed' }, { content: 'Change it', status: 'in_progress' }, { content: 'Test it', status: 'pending' }] }

/** `[name, parts]`: a line for each tool. */
const TOOLS = [
  ['Has not begun', [call('bash', 'pending', 'make test')]],
  ['Is at work', [call('bash', 'running', 'make', { command: 'make' }), result('running', { content: 'compiling…\nlinking…\n' })]],
  ['Is done', [call('bash', 'complete', 'make', { command: 'make' }), result('complete', { toolOutput: '42 passed', durationMs: 4_200 })]],
  ['Has failed', [call('bash', 'error', 'make', { command: 'make' }), result('error', { toolOutput: 'make: *** [test] Error 2' })]],
  ['Looks', [call('grep', 'complete', 'fuel', { pattern: 'fuel' }), result('complete', { toolOutput: 'Rocket.java:12: int fuel' })]],
  ['Reads', [call('read', 'complete', 'Rocket.java', { filePath: 'Rocket.java' }), result('complete', { toolOutput: 'class Rocket {' })]],
  ['Changes a file', [call('edit', 'complete', 'Rocket.java', EDIT), result('complete', { toolOutput: 'ok' })]],
  ['Keeps its list', [call('todowrite', 'complete', '', PLAN), result('complete', { toolOutput: '' })]],
  ['Fetches', [call('webfetch', 'complete', '', { url: 'https://example.org/fuel' }), result('complete', { toolOutput: 'Litres.' })]],
  ['A sub-agent', [
    call('task', 'complete', 'Look at the tests'), { type: 'reasoning', content: 'They are green.', parentToolCallId: ID },
    result('complete', { toolOutput: 'Green.' }),
  ]],
]

export const messages = group('Messages', ...MESSAGES.map(([name, role, parts]) => wide(name, () => show(role, parts))),
  wide('On its way', () => showPrompt({})), wide('Refused', () => showPrompt({ reason: 'This session is archived.' })))

export const tools = group('Tools', ...TOOLS.map(([name, parts]) => wide(name, () => show('assistant', parts))))

function show(role, parts) {
  const entry = { key: 'sample', message: message(role, parts), unfinished: false }
  const view = createMessage(entry)
  view.update(entry)
  for (const details of view.element.querySelectorAll('details')) details.open = true
  return view.element
}

function showPrompt(more) {
  const entry = { prompt: { content: 'Count the fuel in longs, please.', clientMessageId: 'sample', ...more }, isOnline: true }
  const view = createPrompt(entry, { onResend() {}, onDiscard() {} })
  view.update(entry)
  return view.element
}
