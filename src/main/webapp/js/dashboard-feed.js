const REOPEN_MS = 5_000

/**
 * Follows the dashboard's event stream. `onOpen` is called on each (re)connection: what happened before it has to be
 * fetched. The browser reconnects by itself after a lost connection, but gives up when the server refuses one, as it does
 * with a ticket that was used. What comes back ends it.
 *
 * A browser that keeps a page which was left, to go back to, keeps its stream too; six of those and no request of any page
 * gets through any more. So it is closed when the page is left, and opened again when it is come back to.
 */
export function followDashboard({ url, ticket, onOpen, onEvent, onLost, window = globalThis }) {
  let source
  let timer
  let isAway = false
  window.addEventListener?.('pagehide', close)
  window.addEventListener?.('pageshow', comeBack)
  open()
  return () => {
    window.removeEventListener?.('pageshow', comeBack)
    close()
  }

  function open() {
    isAway = false
    if (ticket) ticket().then(once => isAway || connect(withTicket(url, once)), refused)
    else connect(url)
  }

  function close() {
    isAway = true
    clearTimeout(timer)
    source?.close()
  }

  function comeBack({ persisted }) {
    if (persisted) open()
  }

  function connect(address) {
    source = new EventSource(address)
    source.onopen = onOpen
    source.onmessage = ({ data }) => onEvent(JSON.parse(data))
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) refused()
      else onLost()
    }
  }

  function refused() {
    if (!isAway) timer = setTimeout(open, REOPEN_MS)
    onLost()
  }
}

function withTicket(url, ticket) {
  if (!ticket) return url
  return `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams({ ticket })}`
}
