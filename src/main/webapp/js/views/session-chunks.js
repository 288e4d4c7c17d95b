import { h } from './dom.js'
import { createKeyedList } from './keyed-list.js'

/** How many cards come and go together: full rows for up to six columns. */
export const CHUNK = 60
/** How far out of view cards are kept. */
const NEAR = '3000px 0px'
/** As long as it is not known what is in view, so many cards are taken to be. */
const FIRST = 2 * CHUNK

/**
 * Lists that hold their cards only while they are near to what is seen, or have the focus, so that ten thousand sessions
 * weigh no more than some hundred. `changed()` is called when other lists come near.
 */
export function createSessionChunks(pool, { changed }) {
  const near = new WeakMap()
  const observer = new IntersectionObserver(see, { rootMargin: NEAR })
  let height = 0
  addEventListener('resize', () => { height = 0 })
  return parent => {
    const show = createKeyedList(parent, { key: ({ index }) => index, create: () => createChunk(parent.dataset.label) })
    return sessions => show(chunksOf(sessions))
  }

  function see(entries) {
    for (const { target, isIntersecting } of entries) near.set(target, isIntersecting)
    changed()
  }

  function createChunk(label) {
    const element = h('ul', { class: 'cards', 'aria-labelledby': label })
    observer.observe(element)
    return { element, update: ({ sessions }) => update(element, sessions) }
  }

  function update(element, sessions) {
    const isShown = near.get(element) ?? pool.used < FIRST
    if (isShown || element.contains(document.activeElement)) fill(element, sessions)
    else empty(element, sessions.length)
  }

  function fill(element, sessions) {
    element.style.height = ''
    element.removeAttribute('aria-hidden')
    pool.fill(element, sessions)
  }

  /** The room stays; its cards are swept away by the pool. */
  function empty(element, count) {
    if (!element.style.height || element.childElementCount > 0) measure(element)
    element.style.height = `${Math.round(height * count)}px`
    element.setAttribute('aria-hidden', 'true')
  }

  /** How much room a card takes, on the average of the list. */
  function measure(element) {
    const sample = element.childElementCount > 0 ? element : document.querySelector('.cards > [data-session-id]')?.parentElement
    if (sample && (sample === element || height === 0)) height = sample.offsetHeight / sample.childElementCount
  }
}

function chunksOf(sessions) {
  const count = Math.ceil(sessions.length / CHUNK)
  return Array.from({ length: count }, (_, index) => ({ index, sessions: sessions.slice(index * CHUNK, (index + 1) * CHUNK) }))
}
