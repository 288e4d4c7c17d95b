import type { Api } from './api.js'
import type { MessageHistory } from './message-history.js'
import type { Mode, PromptFile } from './protocol.js'
import type { Prompt, Timeline } from './timeline.js'

export interface FollowerListener {
  /** Something that is shown has changed; comes often, so draw once a frame. */
  change(): void
  /** Somebody else types. */
  typing(): void
  /** A message of a user came. */
  said(): void
  problem(error: Error): void
  /** It follows no more. */
  gone(kind: 'deleted' | 'unauthorised'): void
}

export interface SessionFollowerOptions {
  /** The session's id. */
  id: string
  api: FollowedApi
  on: FollowerListener
  /** Who came by a share link reads only, and is shown no metadata. */
  readsOnly?: boolean
  /** Where messages that were not confirmed outlast a reload; the browser's own store when left out. */
  kept?: Kept
}

/** What is kept from one visit to the next, as JSON; a store that is forbidden, full or broken is harmless. */
export interface Kept {
  get(key: string): unknown
  /** Whether it is kept. */
  put(key: string, value: unknown): boolean
  remove(key: string): void
  keys(prefix: string): string[]
}

/** What of the REST surface it needs. */
export type FollowedApi =
  Pick<Api, 'session' | 'messages' | 'prompt' | 'turns' | 'tasks' | 'permissions' | 'questions' | 'meta' | 'webSocket'> & Partial<Pick<Api, 'ticket'>>

/** Keeps a timeline equal to a session on the server, and sends what the reader says. Knows no DOM. */
export class SessionFollower {
  constructor(options: SessionFollowerOptions)
  timeline: Timeline
  connection: 'connecting' | 'connected' | 'disconnected' | 'ended'
  /** Moves the window over the messages. */
  history: MessageHistory
  /** How many messages came since the reader left the end. */
  unseen: number
  /** Whether the latest page has come. */
  isOpen: boolean
  /** Whether all that belongs to the latest snapshot has come, so that what changes now is news. */
  isSettled: boolean
  /** Fetches the session and connects. Rejects with an `ApiError` when it may not be read. */
  start(): Promise<void>
  /** Sends a message, also later when there is no connection. False when too many wait already. */
  prompt(content: string, mode?: Mode, files?: PromptFile[]): boolean
  /** Takes back a prompt that waits, or forgets one that was refused. */
  discard(prompt: Pick<Prompt, 'clientMessageId'>): void
  /** Tells the others that the reader types. */
  typing(): void
  /** To be told whether the end of the timeline is in view: then what comes is seen, and what is oldest may go. */
  reads(place: { atEnd: boolean }): void
  /** To be told which key of the browser's store another tab has removed. */
  keptRemoved(key: string): void
}
