/** What another front end may write; the compiler holds it against the declarations. Where an error is expected there has to be one. */
import { ApiError, createApi, type Api, type ApiOptions } from '../../../main/webapp/js/api.js'
import { followDashboard } from '../../../main/webapp/js/dashboard-feed.js'
import type { Part, Session, SocketFrame, UnknownPart } from '../../../main/webapp/js/protocol.js'
import { backoffMs, createReconnectingWebSocket, type ReconnectingWebSocket } from '../../../main/webapp/js/reconnecting-websocket.js'
import { SessionFollower } from '../../../main/webapp/js/session-follower.js'
import { metaItems, Timeline } from '../../../main/webapp/js/timeline.js'

const options: ApiOptions = { base: 'https://berth.example.org/api', token: 'share_x' }
const api: Api = createApi(options)

const socket: ReconnectingWebSocket = createReconnectingWebSocket({
  url: api.webSocket('first'),
  ticket: () => api.ticket('first'),
  onMessage: frame => show(frame),
  onStatusChange: (status, close) => console.log(status === 'disconnected' && close?.final, backoffMs(1)),
})
const isTaken: boolean = socket.send({ type: 'prompt', content: 'Hello', clientMessageId: '1' })
socket.send({ anything: isTaken })

/** The type of a frame decides what is in it. */
function show(frame: SocketFrame): string {
  switch (frame.type) {
    case 'message': return frame.message.parts.map(partWords).join()
    case 'message-delta': return frame.text.slice(frame.offset)
    case 'message-parts': return frame.parts.map(partWords).join()
    case 'message-deleted': return frame.messageId
    case 'turn': return frame.turn.reason ?? frame.turn.state
    case 'task': return frame.task.title
    case 'task-deleted': return frame.taskId
    case 'meta': return `${frame.key} ${String(frame.value)}`
    case 'session': return nameOf(frame.session)
    case 'permission': return frame.permission.patterns.join()
    case 'question': return frame.question.questions.flatMap(each => each.options).map(({ label }) => label).join()
    case 'ready': return frame.messages?.at(-1)?.content ?? frame.cursor
    case 'resync': return frame.reason
    case 'presence': return String(frame.present)
    case 'typing': return frame.userId
    case 'echo': return JSON.stringify(frame.data)
    case 'error': return frame.error
    case 'pong': return ''
    default: return nothing(frame)
  }
}

const nothing = (frame: never): string => frame

function partWords(each: Part): string {
  const part = each as Exclude<Part, UnknownPart>
  switch (part.type) {
    case 'tool-call': return part.toolName ?? part.state ?? 'pending'
    case 'tool-result': return part.content ?? JSON.stringify(part.toolOutput)
    case 'patch': return part.title ?? ''
    default: return part.content ?? ''
  }
}

const nameOf = (session: Session): string => `${session.repoOwner}/${session.repoName}`

const on = { change() {}, typing() {}, said() {}, problem(_error: Error) {}, gone(_kind: 'deleted' | 'unauthorised') {} }
const follower = new SessionFollower({ id: 'first', api, on })
follower.start().catch((error: unknown) => error instanceof ApiError && error.problem.detail)
follower.prompt('Hello', 'plan')
const timeline: Timeline = follower.timeline
timeline.meta.add(metaItems({ a: 1 }))
const contents: string[] = timeline.entries().map(({ content }) => content)
for (const { asked, permission } of timeline.pending()) console.log(permission?.kind, asked.state, contents)

const end: () => void = followDashboard({
  url: api.dashboardEvents(), onOpen() {}, onLost() {},
  onEvent: frame => console.log(frame.type === 'session' ? frame.session.activity : frame.sessionId),
})
end()

// @ts-expect-error A mode is build or plan.
follower.prompt('Hello', 'destroy')
// @ts-expect-error A frame of deltas carries no message.
const wrong = (frame: SocketFrame) => frame.type === 'message-delta' && frame.message
// @ts-expect-error A session's title may be null.
const title: string = timeline.session!.title
// @ts-expect-error There is no such call.
api.everything()
console.log(wrong, title)
