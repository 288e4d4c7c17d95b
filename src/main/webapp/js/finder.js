import { PAGE_SIZE } from './api.js'

export const WORDS_MAX = 200
/** The server looks at a stretch of the session at a time; so many without a result are looked at before the reader is asked. */
export const STRETCHES_MAX = 5
const SNIPPET_BEFORE = 40
const SNIPPET_MAX = 160

/** Finds messages by their words, the newest first, page by page. Knows no DOM. */
export class Finder {
  words = ''
  results = []
  /** `idle`, `finding`, `found` or `failed`. */
  state = 'idle'
  problem = ''
  #next
  #fetch
  #onChange
  #search

  /** `fetch({q, limit})`, or of what a page gave as `next`, is a promise of a page `{items, next}`, oldest first. */
  constructor({ fetch, onChange }) {
    this.#fetch = fetch
    this.#onChange = onChange
  }

  /** Whether there are earlier messages that have not been looked at. */
  get hasMore() {
    return this.#next !== undefined
  }

  async find(words) {
    this.words = words.trim().slice(0, WORDS_MAX)
    this.results = []
    this.#next = undefined
    this.#search = undefined
    if (this.words === '') return this.#become('idle')
    await this.#load({ q: this.words, limit: PAGE_SIZE })
  }

  async more() {
    if (this.hasMore && this.state !== 'finding') await this.#load(this.#next)
  }

  /** What is found later than the next search has begun is found too late. */
  async #load(query) {
    const search = this.#search = {}
    this.#become('finding')
    try {
      const page = await this.#stretches(query)
      if (this.#search === search) this.#add(page)
    } catch (error) {
      if (this.#search === search) this.#become('failed', error.message)
    }
  }

  async #stretches(query) {
    let page = await this.#fetch(query)
    for (let n = 1; n < STRETCHES_MAX && page.items.length === 0 && page.next; n++) page = await this.#fetch(page.next)
    return page
  }

  #add({ items, next }) {
    this.results = [...this.results, ...items.toReversed()]
    this.#next = next
    this.#become('found')
  }

  #become(state, problem = '') {
    this.state = state
    this.problem = problem
    this.#onChange()
  }
}

/** A line of a text around the words: `{before, match, after}`; without a match where they stand in no one piece. */
export function snippetOf(text, words) {
  const at = placesOf(text, words)[0] ?? 0
  const start = at > SNIPPET_BEFORE ? wordStart(text, at - SNIPPET_BEFORE) : 0
  const end = Math.max(at + words.length, start + SNIPPET_MAX)
  const found = placesOf(text, words).length > 0 ? words.length : 0
  const line = piece => piece.replace(/\s+/g, ' ')
  return {
    before: (start > 0 ? '…' : '') + line(text.slice(start, at)),
    match: line(text.slice(at, at + found)),
    after: line(text.slice(at + found, end)) + (end < text.length ? '…' : ''),
  }
}

/** Where the words stand in a text, whatever their case. */
export function placesOf(text, words) {
  const pattern = new RegExp(words.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'), 'giu')
  return words === '' ? [] : [...text.matchAll(pattern)].map(({ index }) => index)
}

function wordStart(text, at) {
  const space = text.indexOf(' ', at)
  return space < 0 || space > at + SNIPPET_BEFORE / 2 ? at : space + 1
}
