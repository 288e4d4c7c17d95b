import { h } from './dom.js'

/** Replaces the page by the way in. `login` is the address that a refusal names; it leads back here. */
function showLogin(login) {
  const href = `${login}?${new URLSearchParams({ return: location.pathname + location.search })}`
  const link = h('a', { class: 'button primary', href, 'data-action': 'log-in' }, 'Log in')
  showInstead('Log in to Berth', 'Your sessions are yours alone, so Berth has to know who you are.', link)
  link.focus()
}

function showInstead(title, text, action) {
  if (document.querySelector('[data-login]')) return
  for (const part of document.querySelectorAll('main, aside, footer, .connection, [data-user], [data-header]')) part.hidden = true
  const picture = h('img', { src: 'favicon.svg', alt: '', width: 56, height: 56 })
  document.body.append(h('main', { class: 'gone', 'data-login': true }, picture, h('h1', {}, title), h('p', {}, text), action))
}

/** Whether a refusal says where to log in; if so, the page becomes that. */
export function asksForLogin({ status, problem }) {
  const asks = status === 401 && typeof problem?.login === 'string'
  if (asks) showLogin(problem.login)
  return asks
}

/** Whether nobody is let in who comes by a browser alone; then the page says so. */
export function letsNobodyIn({ status, problem }) {
  const refuses = status === 401 && problem?.login === undefined
  if (refuses) showInstead('Nobody logs in here', 'This server answers programs that hold its secret, and those who have a share link.', '')
  return refuses
}
