/**
 * What goes over the wire, as types: the resources of the REST surface and the frames of the streams. A test holds each
 * interface and each union against the schema of the same name in the OpenAPI description. Members and types that are not
 * here may come at any time and have to be ignored.
 */

/** Seconds since the epoch. Order never depends on it: it depends on `seq`. */
export type Time = number

/** When an event was stored; only in a page of events. */
export type EventTime = Time

/** The number that every change of a session gets; it grows, and need not be dense. */
export type Seq = number

/** A place in a session's history: a `seq`, alone or with the epoch of the session's file, such as `k3f9x.1042`. */
export type Cursor = string

export type SessionStatus = 'active' | 'archived'
/** `waiting` is for an answer of a person. */
export type Activity = 'idle' | 'running' | 'waiting' | 'failed'
export type Mode = 'build' | 'plan'
export type Role = 'user' | 'assistant' | 'system'
export type TurnState = 'queued' | 'running' | 'completed' | 'stopped' | 'failed' | 'interrupted'
export type TaskStatus = 'pending' | 'in_progress' | 'completed' | 'cancelled'
export type AskState = 'pending' | 'answered' | 'expired'
export type PartState = 'pending' | 'running' | 'complete' | 'error'

export interface TaskCount {
  done: number
  total: number
}

/** One conversation with a coding agent about one repository. */
export interface Session {
  id: string
  userId: string
  repoOwner: string
  repoName: string
  title: string | null
  status: SessionStatus
  activity: Activity
  mode: Mode
  lastActivity: Time
  createdAt: Time
  archivedAt: Time | null
  seq: Seq
  /** How far its tasks are; cancelled ones do not count. */
  tasks: TaskCount
  /** Only when one session is fetched. */
  messageCount?: number
}

/** A repository that somebody has sessions of. */
export interface Repository {
  repoOwner: string
  repoName: string
  sessions: number
}

export interface NewSession {
  /** `[A-Za-z0-9][A-Za-z0-9_-]{0,63}`; made when left out. */
  id?: string
  userId?: string
  repoOwner: string
  repoName: string
  title?: string
  mode?: Mode
}

export interface SessionChange {
  /** Null or blank for none. */
  title?: string | null
  mode?: Mode
  status?: SessionStatus
}

export interface Message {
  id: string
  role: Role
  /** The plain text of the text parts. */
  content: string
  parts: Part[]
  createdAt: Time
  seq: Seq
  turnId?: string
  clientMessageId?: string
}

/** One thing inside a message. What a sub-agent does carries the `toolCallId` of its tool as `parentToolCallId`. */
export type Part = TextPart | ReasoningPart | ToolCallPart | ToolResultPart | FilePart | PatchPart | ErrorPart | UnknownPart

interface PartOf<Type extends string> {
  type: Type
  parentToolCallId?: string
}

export interface TextPart extends PartOf<'text'> {
  content?: string
}

export interface ReasoningPart extends PartOf<'reasoning'> {
  content?: string
}

export interface ToolCallPart extends PartOf<'tool-call'> {
  toolName?: string
  toolCallId?: string
  /** Any JSON. */
  toolInput?: unknown
  toolOutput?: unknown
  title?: string
  state?: PartState
  durationMs?: number
}

/** While its `state` is `running`, `content` grows by deltas; then one with the whole `toolOutput` takes its place. */
export interface ToolResultPart extends PartOf<'tool-result'> {
  toolName?: string
  toolCallId?: string
  toolInput?: unknown
  content?: string
  /** Any JSON. */
  toolOutput?: unknown
  title?: string
  state?: PartState
  durationMs?: number
}

export interface FilePart extends PartOf<'file'> {
  title?: string
  content?: string
}

export interface PatchPart extends PartOf<'patch'> {
  /** The file. */
  title?: string
  /** A unified diff. */
  content?: string
}

export interface ErrorPart extends PartOf<'error'> {
  content?: string
}

/** Of a kind that came after these types were written: `Exclude<Part, UnknownPart>` are those that are known. */
export interface UnknownPart {
  type: string & {}
  content?: unknown
  parentToolCallId?: string
  [member: string]: unknown
}

/** A prompt that was taken. */
export interface Prompted {
  messageId: string
  turnId: string
  /** 0 when it runs, 1 and up in the queue, null when it has ended. */
  position: number | null
  seq: Seq
}

/** The agent's work on one message of a user. */
export interface Turn {
  id: string
  /** The prompt. */
  messageId: string
  /** The answer; not there before its first word. */
  answerId?: string
  state: TurnState
  mode: Mode
  /** 0 when it runs, 1 and up in the queue, null when it has ended. */
  position: number | null
  /** Why it failed, stopped or was interrupted. */
  reason: string | null
  startedAt: Time | null
  endedAt: Time | null
  /** What is going on besides words. */
  progress: string | null
  usage: Usage | null
}

/** In tokens and US dollars. */
export interface Usage {
  input: number
  output: number
  reasoning: number
  cacheRead: number
  cacheWrite: number
  cost: number
}

export interface Task {
  id: string
  title: string
  description: string | null
  status: TaskStatus
  mode: Mode
  createdAt: Time
  completedAt: Time | null
  seq: Seq
}

export interface NewTask {
  title: string
  description?: string
  status?: TaskStatus
  mode?: Mode
}

export interface TaskChange {
  title?: string
  description?: string
  status?: TaskStatus
  mode?: Mode
}

/** What the agent wants to do, and may not before somebody has said so. */
export interface Permission {
  id: string
  turnId: string
  toolCallId: string | null
  /** Such as `edit` or `bash`. */
  kind: string
  title: string
  /** What exactly is to be done. */
  patterns: string[]
  /** What the reply `always` would allow in this session from then on. */
  always: string[]
  /** The command, the diff and the like. */
  detail: { [name: string]: unknown } | null
  state: AskState
  reply: 'once' | 'always' | 'reject' | null
  /** What was said to the agent beside the reply. */
  message: string | null
  answeredBy: string | null
  createdAt: Time
  answeredAt: Time | null
  seq: Seq
}

export interface PermissionReply {
  reply: 'once' | 'always' | 'reject'
  /** For the agent. */
  message?: string
}

/** Questions of the agent that were asked together. */
export interface Question {
  id: string
  turnId: string
  toolCallId: string | null
  questions: AskedQuestion[]
  state: AskState
  /** A list of texts for each question. */
  answers: string[][] | null
  rejected: boolean
  answeredBy: string | null
  createdAt: Time
  answeredAt: Time | null
  seq: Seq
}

export interface AskedQuestion {
  question: string
  header?: string
  options: Option[]
  multiple?: boolean
}

export interface Option {
  label: string
  description?: string
}

/** Answers, own words allowed, or `reject`. */
export interface QuestionReply {
  answers?: string[][]
  reject?: boolean
}

/** Any JSON by its key; `berth.*` is Berth's own. */
export interface Metadata {
  [key: string]: unknown
}

/** A link by which others may read along. */
export interface Share {
  id: string
  createdAt: Time
  expiresAt: Time
  revokedAt: Time | null
}

export interface NewShare {
  id: string
  /** Shown this once. */
  token: string
  createdAt: Time
  expiresAt: Time
  revokedAt: Time | null
}

export interface AgentInfo {
  name: 'echo' | 'opencode'
  /** Whether it takes files with a prompt. */
  files: boolean
}

/** Who the caller is. */
export interface Me {
  userId: string
  kind: 'local' | 'service' | 'user'
  admin: boolean
  /** Of somebody who logged in. */
  name?: string
  /** Where somebody who logged in logs out. */
  logout?: string
  /** What answers. */
  agent: AgentInfo
}

/** The body of a refusal (RFC 9457). */
export interface Problem {
  type: string
  title: string
  status: number
  /** The sentence for people. */
  detail: string
  error: string
  /** Where to log in, with 401. */
  login?: string
  /** What was answered first, with 409. */
  permission?: Permission
  question?: Question
}

/** Somebody who is here. */
export interface Connection {
  connectionId: string
  userId: string
  since: Time
}

/** A message was stored, or stored again with other parts. */
export interface MessageFrame {
  type: 'message'
  seq: Seq
  createdAt?: EventTime
  message: Message
}

/** Text that was added to one part of a message. */
export interface MessageDeltaFrame {
  type: 'message-delta'
  seq: Seq
  createdAt?: EventTime
  messageId: string
  /** The part's index. */
  part: number
  /** Where the text begins in the part, in UTF-16 units. */
  offset: number
  text: string
}

/** All parts of a message, in place of what deltas have built. */
export interface MessagePartsFrame {
  type: 'message-parts'
  seq: Seq
  createdAt?: EventTime
  messageId: string
  parts: Part[]
}

export interface MessageDeletedFrame {
  type: 'message-deleted'
  seq: Seq
  createdAt?: EventTime
  messageId: string
}

export interface TurnFrame {
  type: 'turn'
  seq: Seq
  createdAt?: EventTime
  turn: Turn
}

export interface TaskFrame {
  type: 'task'
  seq: Seq
  createdAt?: EventTime
  task: Task
}

export interface TaskDeletedFrame {
  type: 'task-deleted'
  seq: Seq
  createdAt?: EventTime
  taskId: string
}

export interface MetaFrame {
  type: 'meta'
  seq: Seq
  createdAt?: EventTime
  key: string
  /** Any JSON; null when the entry was removed. */
  value: unknown
}

export interface SessionFrame {
  type: 'session'
  seq: Seq
  createdAt?: EventTime
  session: Session
}

/** When it is asked, answered, or has expired. */
export interface PermissionFrame {
  type: 'permission'
  seq: Seq
  createdAt?: EventTime
  permission: Permission
}

/** When they are asked, answered, or have expired. */
export interface QuestionFrame {
  type: 'question'
  seq: Seq
  createdAt?: EventTime
  question: Question
}

/** The first frame of a WebSocket. */
export interface ReadyFrame {
  type: 'ready'
  seq: Seq
  cursor: Cursor
  session: Session
  connectionId: string
  presence: Connection[]
  /** How many there are. */
  present: number
  /** The latest ones, with `snapshot`. */
  messages?: Message[]
}

/** The cursor means nothing here: what is known no longer belongs to the session, which goes on from this place. */
export interface ResyncFrame {
  type: 'resync'
  seq: Seq
  reason: string
}

export interface PresenceFrame {
  type: 'presence'
  presence: Connection[]
  present: number
}

export interface TypingFrame {
  type: 'typing'
  connectionId: string
  userId: string
}

/** JSON that some client of the session has sent. */
export interface EchoFrame {
  type: 'echo'
  data: unknown
}

export interface PongFrame {
  type: 'pong'
}

/** What a client sent was refused. */
export interface ErrorFrame {
  type: 'error'
  /** The sentence for people. */
  error: string
  /** Of the prompt that was refused. */
  clientMessageId?: string
}

export interface ListedSessionFrame {
  type: 'session'
  session: Session
}

export interface SessionDeletedFrame {
  type: 'session-deleted'
  sessionId: string
}

export interface PingFrame {
  type: 'ping'
}

export interface PromptFile {
  name: string
  /** A `data:` URL with its media type, in base64. */
  url: string
}

export interface PromptFrame {
  type: 'prompt'
  content: string
  mode?: Mode
  /** A word of the client's own for this message, which is stored once. */
  clientMessageId?: string
  /** The agent's own name of a model. */
  model?: string
  /** At most 10; when the agent takes files. */
  files?: PromptFile[]
}

export interface StopFrame {
  type: 'stop'
}

export interface NowTypingFrame {
  type: 'typing'
}

export interface PermissionReplyFrame {
  type: 'permission-reply'
  id: string
  reply: 'once' | 'always' | 'reject'
  message?: string
}

export interface QuestionReplyFrame {
  type: 'question-reply'
  id: string
  answers?: string[][]
  reject?: boolean
}

/** What the event stream of a session tells. */
/** An event in a page of them. */
export type StoredFrame =
  | MessageFrame | MessageDeltaFrame | MessagePartsFrame | MessageDeletedFrame | TurnFrame | TaskFrame | TaskDeletedFrame | MetaFrame
  | SessionFrame | PermissionFrame | QuestionFrame

export type StreamFrame =
  | MessageFrame | MessageDeltaFrame | MessagePartsFrame | MessageDeletedFrame | TurnFrame | TaskFrame | TaskDeletedFrame | MetaFrame
  | SessionFrame | PermissionFrame | QuestionFrame | ResyncFrame | PresenceFrame | TypingFrame | EchoFrame

/** What Berth says over a WebSocket. */
export type SocketFrame =
  | ReadyFrame | MessageFrame | MessageDeltaFrame | MessagePartsFrame | MessageDeletedFrame | TurnFrame | TaskFrame | TaskDeletedFrame
  | MetaFrame | SessionFrame | PermissionFrame | QuestionFrame | ResyncFrame | PresenceFrame | TypingFrame | EchoFrame | PongFrame
  | ErrorFrame

/** What the stream of the list of sessions tells. */
export type DashboardFrame = ListedSessionFrame | SessionDeletedFrame

/** What a client may say over a WebSocket; any other JSON is passed on to the group as `echo`. */
export type ClientFrame = PingFrame | PromptFrame | StopFrame | NowTypingFrame | PermissionReplyFrame | QuestionReplyFrame
