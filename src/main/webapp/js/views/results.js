import { isFiltered } from '../session-filters.js'
import { resultsWords } from '../words.js'
import { setText } from './dom.js'

/** What stands in the place of cards: the outline of some while they are on their way, or why there are none. */
export function createResults(page, { clear, showArchived }) {
  const find = name => page.querySelector(`[data-${name}]`)
  const [loading, empty, onlyArchived, none, news] = ['loading', 'empty', 'only-archived', 'no-results', 'results'].map(find)
  const cards = find('sessions')
  find('action=clear').addEventListener('click', clear)
  find('action=show-archived').addEventListener('click', showArchived)
  return { render, tell, say }

  /** @param hasOthers whether there are sessions at all, though not in this list */
  function render({ isLoading, isComplete, filters }, sessions, hasOthers) {
    const isEmpty = sessions.length === 0 && isComplete
    loading.hidden = sessions.length > 0 || isComplete || !isLoading
    none.hidden = !isEmpty || !isFiltered(filters)
    onlyArchived.hidden = !isEmpty || isFiltered(filters) || !hasOthers
    empty.hidden = !isEmpty || isFiltered(filters) || hasOthers
    cards.setAttribute('aria-busy', isLoading)
  }

  /** To a screen reader. */
  function say(words) {
    news.textContent = words
  }

  /** For a screen reader, once a search has its answer. */
  function tell(list) {
    setText(news, resultsWords(list.shown().length, list.hasMore))
  }
}
