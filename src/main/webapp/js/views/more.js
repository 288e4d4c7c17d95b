import { moreWords } from '../words.js'
import { setText } from './dom.js'

/** How far below what is seen the end may be before the next page is fetched. */
const AHEAD = '0px 0px 1200px'

/** The button below the cards. Its coming near is as good as a click, until a try has failed. */
export function createMore(button, { load, leave }) {
  const observer = new IntersectionObserver(entries => entries.at(-1).isIntersecting && load(), { rootMargin: AHEAD })
  let known = ''
  button.addEventListener('click', load)
  return { render }

  /** Watching anew tells at once whether the end is still near after a page has come; while the list itself is on its way, none can. */
  function render({ hasMore, isLoading, isLoadingMore, hasFailed, size }) {
    if (!hasMore && document.activeElement === button) leave()
    button.hidden = !hasMore
    setText(button, moreWords[isLoadingMore ? 'loading' : hasFailed ? 'failed' : 'idle'])
    button.setAttribute('aria-disabled', isLoadingMore)
    const state = `${hasMore} ${isLoading} ${isLoadingMore} ${hasFailed} ${size}`
    if (state === known) return
    known = state
    observer.disconnect()
    if (hasMore && !isLoading && !isLoadingMore && !hasFailed) observer.observe(button)
  }
}
