import type { LiveList } from './live-list.js'
import type { Messages } from './messages.js'
import type {
  Activity, Message, Metadata, Mode, Permission, PromptFile, Question, ReadyFrame, Session, SocketFrame, StreamFrame, Task, Turn, Usage,
} from './protocol.js'

/** A message of the reader that has not come back yet; `reason` says why the server refused it. */
export interface Prompt {
  content: string
  mode?: Mode
  clientMessageId: string
  files?: PromptFile[]
  reason?: string
}

export interface MetaItem {
  /** The key. */
  id: string
  value: unknown
}

/** What waits for an answer. */
export type Pending =
  | { permission: Permission, question?: undefined, asked: Permission }
  | { question: Question, permission?: undefined, asked: Question }

export interface Workspace {
  state: 'cloning' | 'ready' | 'empty' | 'failed'
  branch?: string
  reason?: string
}

/** What a follower knows of one session: feed it every frame, and read what to show. Knows no DOM and no network. */
export class Timeline {
  messages: Messages
  turns: LiveList<Turn>
  tasks: LiveList<Task>
  permissions: LiveList<Permission>
  questions: LiveList<Question>
  meta: LiveList<MetaItem>
  /** What was answered while we followed: by turn, a map by tool call that is replaced and never changed. */
  answered: Map<string, Map<string, Permission | Question>>
  /** Null until a `ready` or `session` frame has come. */
  session: Session | null
  /** The latest event. */
  readonly seq: number
  /** How many connections are here, this one among them. */
  present: number
  /** The running turn. */
  readonly running: Turn | undefined
  /** The turn of the latest message of the user, if it has ended and nothing else runs or waits. */
  readonly endedTurn: Turn | undefined
  readonly workspace: Workspace | undefined
  readonly usage: Usage | undefined
  readonly activity: Activity

  /** False when the frame changed nothing that is shown. */
  apply(frame: SocketFrame | StreamFrame): boolean
  /** The messages to show, oldest first; what waits in the queue for the first time is not among them. */
  entries(): Message[]
  /** The queued turns in their order, each with its message (undefined while that is not loaded). */
  queue(): { turn: Turn, message: Message | undefined }[]
  /** The permissions and questions that wait for an answer, oldest first. */
  pending(): Pending[]
  addPrompt(prompt: Prompt): void
  discardPrompt(clientMessageId: string | undefined): void
  rejectPrompt(clientMessageId: string | undefined, reason: string): void
  prompts(): Prompt[]
  /** Takes over a `ready` frame; one that brings messages replaces all that was known. `apply` does it. */
  open(frame: Omit<ReadyFrame, 'type'>): void
  /** Forgets all but the session, as after `resync`. */
  forget(): void
}

/** The metadata object of REST as items of a list. */
export function metaItems(meta: Metadata): MetaItem[]
