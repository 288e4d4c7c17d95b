import type { Cursor, Message } from './protocol.js'
import type { Timeline } from './timeline.js'

/** The status of a refusal when a place names no message. */
export const UNKNOWN: number

export type EdgeState = 'more' | 'loading' | 'complete' | 'failed'

export interface MessageHistoryOptions {
  timeline: Timeline
  /** Brings a page, oldest first. */
  fetch: (query: { limit: number, before?: string | number | Cursor, after?: string | number | Cursor }) => Promise<Message[]>
  onChange: () => void
}

/** Moves the window of a timeline over the messages of its session, as it is read. Knows no DOM. */
export class MessageHistory {
  constructor(options: MessageHistoryOptions)
  /** Of the messages before the window. */
  readonly older: EdgeState
  /** Of the messages after the window. */
  readonly newer: EdgeState
  readonly isJumping: boolean
  loadOlder(): Promise<void>
  loadNewer(): Promise<void>
  /** False when something else has overtaken it; rejects when it cannot be loaded. */
  toEnd(): Promise<boolean>
  toStart(): Promise<boolean>
  /** Puts the window around a message. Rejects with status 400 when there is no such message. */
  toMessage(id: string): Promise<boolean>
  /** Puts the window around a place. Resolves to the last message that was there by then, if any. */
  toPlace(seq: number): Promise<Message | undefined>
}
