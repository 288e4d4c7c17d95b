import { Timeline } from '../timeline.js'

/** Data as it comes over the wire, of which each sample says only what makes it special. */
const NOW = Math.floor(Date.now() / 1000)
let seq = 0

const next = () => ++seq

export const session = (more = {}) => ({
  id: `sample-${next()}`, userId: 'ada', repoOwner: 'acme', repoName: 'rocket', title: 'Count the fuel in longs', status: 'active',
  activity: 'idle', mode: 'build', lastActivity: NOW - 180, createdAt: NOW - 90_000, archivedAt: null, seq,
  tasks: { done: 2, total: 5 }, ...more,
})

export const message = (role, parts, more = {}) => ({
  id: `message-${next()}`, role, parts, content: parts.filter(({ type }) => type === 'text').map(({ content }) => content).join(''),
  createdAt: NOW - 120, seq, ...more,
})

export const turn = (state, more = {}) => ({
  id: `turn-${next()}`, messageId: 'none', state, mode: 'build', position: state === 'running' ? 0 : null, reason: null,
  startedAt: NOW - 60, endedAt: null, progress: null, usage: null, ...more,
})

export const task = (title, status) => ({
  id: `task-${next()}`, title, description: null, status, mode: 'build', createdAt: NOW + seq, completedAt: null, seq,
})

export const share = days => ({ id: `share-${next()}`, createdAt: NOW, expiresAt: NOW + days * 86_400, revokedAt: null })

const asked = more => ({
  id: `asked-${next()}`, turnId: 'turn', toolCallId: null, state: 'pending', answeredBy: null, createdAt: NOW, answeredAt: null, seq,
  ...more,
})

export const permission = more => asked({
  kind: 'bash', title: 'make test', patterns: ['make test'], always: ['make *'], detail: null, reply: null, message: null, ...more,
})

export const question = questions => asked({ questions, answers: null, rejected: false })

export const DIFF = `--- a/src/Rocket.java
+++ b/src/Rocket.java
@@ -12,5 +12,6 @@ class Rocket {
   /** In litres. */
-  private int fuel;
+  private long fuel;
+  private long reserve;
 
   int crew() {
     return crew;
`

/** A timeline that was told this; frames get their `seq` here. */
export function timelineOf(...frames) {
  const timeline = new Timeline()
  timeline.apply({ type: 'ready', seq: next(), cursor: `e.${seq}`, session: session(), presence: [], present: 1, messages: [] })
  for (const frame of frames) timeline.apply({ ...frame, seq: next() })
  return timeline
}

/** A timeline in which a message was said and its turn is in this state. */
export function timelineWithTurn(state, more = {}, ...frames) {
  const said = message('user', [{ type: 'text', content: 'Count the fuel in longs.' }])
  return timelineOf({ type: 'message', message: said }, { type: 'turn', turn: turn(state, { messageId: said.id, ...more }) }, ...frames)
}

/** A turn that waits, with its message. */
export function queued(content, position) {
  const said = message('user', [{ type: 'text', content }])
  return [{ type: 'message', message: said }, { type: 'turn', turn: turn('queued', { messageId: said.id, position }) }]
}
