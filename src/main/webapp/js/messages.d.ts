import type { Message, MessageDeletedFrame, MessageDeltaFrame, MessageFrame, MessagePartsFrame } from './protocol.js'

/** So many messages are held at most, however long the session is. */
export const WINDOW_LIMIT: number
/** So many messages of users are kept from outside of the window. */
export const ASIDE_LIMIT: number

export type MessageChange = MessageFrame | MessageDeltaFrame | MessagePartsFrame | MessageDeletedFrame

export interface Edges {
  reachesStart?: boolean
  reachesEnd?: boolean
}

/**
 * A window on the messages of a session: all of a stretch of it, and none beside. Messages are never changed in place: who shows one
 * can tell by identity whether it is still the same.
 */
export class Messages {
  /** Whether the session has no message before the window. */
  reachesStart: boolean
  /** Whether the session has no message after the window. */
  reachesEnd: boolean
  readonly size: number
  get(id: string): Message | undefined
  /** A message of the window, or one that was kept from outside of it. */
  find(id: string): Message | undefined
  /** In the order in which they were first stored. */
  list(): Message[]
  /** The `seq` with which it was first stored. */
  placeOf(id: string): number | undefined
  /** What lies outside of the window is not kept. */
  apply(event: MessageChange): void
  /** From now on, what happens is held for the page of history that is asked for next. */
  hold(): void
  /** Ends what `hold` began; undefined when too much has happened since. */
  release(): Iterable<MessageChange> | undefined
  /** Adds a page that adjoins the window. What is here already came by events and is newer. */
  addPage(page: Message[], edges?: Edges, held?: Iterable<MessageChange>): void
  /** Puts the window elsewhere. */
  replace(page: Message[], edges?: Edges, held?: Iterable<MessageChange>): void
  dropOldest(): void
  dropNewest(): void
}
