import type { DashboardFrame } from './protocol.js'

export interface DashboardFeedOptions {
  /** Such as `createApi().dashboardEvents()`. */
  url: string
  /** On each connection: what happened before it has to be fetched. */
  onOpen(): void
  onEvent(frame: DashboardFrame): void
  /** It comes back by itself, unless it is ended. */
  onLost(): void
  /** Where the browser's own credentials do not open it: asked anew for each connection that is refused. */
  ticket?(): Promise<string | undefined>
  /** Where `pagehide` and `pageshow` are heard, for tests; else the browser's. */
  window?: EventTarget
}

/** Follows the event stream of the list of sessions. What comes back ends it. */
export function followDashboard(options: DashboardFeedOptions): () => void
