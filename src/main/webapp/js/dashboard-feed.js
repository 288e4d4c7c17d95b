const REOPEN_MS = 5_000

/**
 * Follows the dashboard's event stream. `onOpen` is called on each (re)connection: what happened before it has to be
 * fetched. The browser reconnects by itself after a lost connection, but gives up when the server refuses one.
 */
export function followDashboard({ url, onOpen, onEvent, onLost }) {
  const source = new EventSource(url)
  source.onopen = onOpen
  source.onmessage = ({ data }) => onEvent(JSON.parse(data))
  source.onerror = () => {
    onLost()
    if (source.readyState === EventSource.CLOSED) setTimeout(() => followDashboard({ url, onOpen, onEvent, onLost }), REOPEN_MS)
  }
}
