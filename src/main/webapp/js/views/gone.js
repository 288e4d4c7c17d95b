const WORDS = {
  deleted: ['This session was deleted', 'Its messages are gone. Your other sessions are untouched.'],
  missing: ['There is no such session', 'It may have been deleted, or the address is wrong.'],
  unauthorised: ['You may not read this session', 'Sign in and open it once more; a share link may have expired or been taken back.'],
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
