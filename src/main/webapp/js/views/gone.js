const WORDS = {
  deleted: ['This session was deleted', 'Its messages are gone. Your other sessions are untouched.'],
  missing: ['There is no such session', 'It may have been deleted, or the address is wrong.'],
  unauthorised: ['You are not signed in', 'Sign in again, then open the session once more.'],
}

/** Replaces the page by a sentence and a way back. */
export function showGone(kind, reason) {
  const [title, text] = WORDS[kind] ?? ['The session cannot be opened', reason]
  for (const part of document.querySelectorAll('body > :is(header, main, aside)')) part.hidden = true
  const section = document.querySelector('[data-gone]')
  section.dataset.gone = kind
  section.hidden = false
  section.querySelector('[data-gone-title]').textContent = title
  section.querySelector('[data-gone-reason]').textContent = text
  section.querySelector('h1').focus()
  document.title = `${title} · Berth`
}
