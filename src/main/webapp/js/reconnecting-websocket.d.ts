import type { ClientFrame, PongFrame, SocketFrame } from './protocol.js'

export const BACKOFF_MIN_MS: number
export const BACKOFF_MAX_MS: number
/** How long a connection may take until it is open. */
export const CONNECT_LIMIT_MS: number
/** How long what was missed may take, before what waits is sent all the same. */
export const CATCH_UP_LIMIT_MS: number

export type SocketStatus = 'connecting' | 'connected' | 'disconnected'

/** Why it is disconnected. */
export interface SocketClose {
  /** The close code: 4001 may not follow (any more), 4004 the session was deleted. */
  code: number
  reason: string
  /** Whether it will not come back by itself. */
  final: boolean
}

export interface ReconnectingWebSocketOptions {
  /** Relative to the page; `http` becomes `ws`. With `snapshot` it begins with the latest page, with `after` at a cursor. */
  url: string | URL
  /** Every frame in order, none twice over a reconnection; `pong` is kept back. */
  onMessage?(frame: Exclude<SocketFrame, PongFrame>): void
  /** `close` comes with `disconnected`. */
  onStatusChange?(status: SocketStatus, close?: SocketClose): void
  /** Where the browser's own credentials do not open it: asked anew for each connection. A refusal with status 401, 403 or 404 is final. */
  ticket?(): Promise<string | undefined>
  /** What the following are taken from, for tests; else the browser. */
  WebSocket?: new (url: string) => WebSocket
  timers?: { setTimeout(run: () => void, ms: number): unknown, clearTimeout(timer: unknown): void }
  random?(): number
  window?: EventTarget
  document?: EventTarget & { readonly visibilityState: DocumentVisibilityState }
}

export interface ReconnectingWebSocket {
  /**
   * Sends as soon as it can; a prompt is sent again after a cut until its message has come back. False when the outbox is full and the
   * frame was not taken.
   */
  send(frame: ClientFrame | { [member: string]: unknown } | string): boolean
  /** A prompt is not to be sent, or not to be sent again. */
  cancel(clientMessageId: string): void
  /** For good. */
  disconnect(): void
  getStatus(): SocketStatus
}

/** A WebSocket to a Berth session that comes back by itself and misses nothing. It opens at once. */
export function createReconnectingWebSocket(options: ReconnectingWebSocketOptions): ReconnectingWebSocket

/** The delay before attempt n, counted from 0: a random point in the upper half of an exponentially growing span. */
export function backoffMs(attempt: number, random?: () => number): number
