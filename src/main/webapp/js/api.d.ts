import type {
  Activity, Cursor, Me, Message, Metadata, NewSession, NewShare, NewTask, Permission, PermissionReply, Problem, PromptFrame, Prompted,
  Question, QuestionReply, Repository, Session, SessionChange, SessionStatus, Share, StoredFrame, Task, TaskChange, Turn,
} from './protocol.js'

/** The REST surface refused, with the server's own sentence as `message`. */
export class ApiError extends Error {
  constructor(message: string, status: number, problem?: Partial<Problem>)
  name: 'ApiError'
  /** 0 when the server could not be reached. */
  status: number
  /** The whole body of the refusal. */
  problem: Partial<Problem>
}

export interface ApiOptions {
  /** Where `/api` is, relative to the page; `api` when left out. */
  base?: string
  /** For whom, in local mode and for a trusted service. */
  userId?: string
  /** A token of the provider or of a share link; without it the browser's own credentials count. */
  token?: string
  fetch?: typeof fetch
}

export interface Page<Item> {
  items: Item[]
  /** What `sessionsAt` takes for the next page. */
  next?: string
}

export interface SessionsQuery {
  status?: SessionStatus
  /** `owner/name` */
  repo?: string
  activity?: Activity
  q?: string
  limit?: number
  cursor?: string
}

export interface FindQuery {
  /** 1 to 200 characters. */
  q: string
  limit?: number
}

export interface EventsQuery {
  after?: number | Cursor
  /** 200 when left out, 1,000 at the most. */
  limit?: number
}

/** A place is a message's id or a cursor; without one it is the newest page. */
export interface MessagesQuery {
  /** 25 when left out, 200 at the most. */
  limit?: number
  before?: string | Cursor
  after?: string | Cursor
}

/** Every call rejects with an `ApiError`. */
export interface Api {
  /** Newest activity first. */
  sessions(query?: SessionsQuery): Promise<Page<Session>>
  sessionsAt(next: string): Promise<Page<Session>>
  /** The same key gives the same session. */
  createSession(session: NewSession, key: string): Promise<Session>
  session(id: string): Promise<Session>
  changeSession(id: string, changes: SessionChange): Promise<Session>
  deleteSession(id: string): Promise<void>
  /** Oldest first. */
  messages(id: string, query?: MessagesQuery): Promise<Message[]>
  /** Messages with some words, or the next page of them, by what an answer gave as `next`. There may be more while there is a `next`. */
  findMessages(id: string, query: FindQuery | string): Promise<Page<Message>>
  /** What happened, in order; with what a page gave as `next`, the page after it. */
  events(id: string, query?: EventsQuery | string): Promise<Page<StoredFrame>>
  /** Starts or queues a turn without following it. */
  prompt(id: string, prompt: Omit<PromptFrame, 'type'>): Promise<Prompted>
  /** The running one, the queued in order, the latest ended. */
  turns(id: string): Promise<Turn[]>
  /** The turn that was stopped, or the one that ended last; null in a session without turns. */
  stop(id: string): Promise<Turn | null>
  moveTurn(id: string, turnId: string, position: number): Promise<Turn>
  /** Says something else, as long as it waits. */
  rewriteTurn(id: string, turnId: string, content: string): Promise<Turn>
  removeTurn(id: string, turnId: string): Promise<void>
  retryTurn(id: string, turnId: string): Promise<Turn>
  tasks(id: string): Promise<Task[]>
  addTask(id: string, task: NewTask): Promise<Task>
  changeTask(id: string, taskId: string, changes: TaskChange): Promise<Task>
  removeTask(id: string, taskId: string): Promise<void>
  repositories(): Promise<Repository[]>
  pendingPermissions(id: string): Promise<Permission[]>
  pendingQuestions(id: string): Promise<Question[]>
  /** What waits for an answer, and the latest that have one. */
  permissions(id: string): Promise<Permission[]>
  /** 409 when it was answered before; the problem carries it. */
  answerPermission(id: string, permissionId: string, answer: PermissionReply): Promise<Permission>
  questions(id: string): Promise<Question[]>
  answerQuestion(id: string, questionId: string, answer: QuestionReply): Promise<Question>
  meta(id: string): Promise<Metadata>
  me(): Promise<Me>
  /** The provider may have a login of its own to end, at `url`. */
  logOut(): Promise<{ url?: string }>
  shares(id: string): Promise<Share[]>
  addShare(id: string, expiresIn?: number): Promise<NewShare>
  revokeShare(id: string, shareId: string): Promise<void>
  /** What opens one stream once, of a session or of the list; undefined without a token. */
  ticket(sessionId?: string): Promise<string | undefined>
  /** The address of the list's event stream. */
  dashboardEvents(): string
  /** The address of a session's WebSocket, beginning with the latest page. */
  webSocket(id: string): string
}

/** Calls Berth. With a `token` every call shows it, and streams are opened by tickets. */
export function createApi(options?: ApiOptions): Api

export const PAGE_SIZE: number
