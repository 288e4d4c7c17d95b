import { isFiltered } from '../session-filters.js'
import { filterWords, repositoryWords } from '../words.js'
import { h } from './dom.js'

const DEBOUNCE_MS = 150

/** The search and the filters. `change(filters)` is called when the reader changes them, at most so often while they type. */
export function createToolbar(form, { filters, change }) {
  const { q, repo, activity } = form.elements
  let timer
  let names = ''
  form.addEventListener('submit', event => { event.preventDefault(); changeNow() })
  form.addEventListener('change', event => event.target !== q && event.target.name && changeNow())
  q.addEventListener('input', changeSoon)
  q.addEventListener('keydown', event => event.key === 'Escape' && clearWords(event))
  show(filters)
  return { show, showRepositories, focus: () => { q.focus(); q.select() } }

  function changeSoon() {
    clearTimeout(timer)
    timer = setTimeout(changeNow, DEBOUNCE_MS)
  }

  function changeNow() {
    clearTimeout(timer)
    filters = { q: q.value, status: form.elements.status.value, activity: activity.value, repo: repo.value }
    showState()
    change(filters)
  }

  /** An empty field lets go of the focus's key, so that a second Esc can mean something else. */
  function clearWords(event) {
    if (q.value === '') return
    event.preventDefault()
    q.value = ''
    changeNow()
  }

  function show(latest) {
    clearTimeout(timer)
    filters = latest
    if (q.value !== filters.q) q.value = filters.q
    form.elements.status.value = filters.status
    activity.value = filters.activity
    choose(filters.repo)
    showState()
  }

  function showState() {
    form.toggleAttribute('data-filtered', isFiltered(filters))
  }

  /** The repositories `[{name, sessions?}]`; the one that is chosen stays in the list, whatever comes. */
  function showRepositories(repositories) {
    const options = repositories.some(({ name }) => name === filters.repo) || !filters.repo ? repositories : [...repositories, { name: filters.repo }]
    const words = JSON.stringify(options)
    if (words === names) return
    names = words
    const other = options.map(option => h('option', { value: option.name }, repositoryWords(option)))
    repo.replaceChildren(h('option', { value: '' }, filterWords.anyRepository), ...other)
    repo.value = filters.repo
  }

  function choose(name) {
    if (name && ![...repo.options].some(({ value }) => value === name)) repo.append(h('option', { value: name }, name))
    repo.value = name
  }
}
