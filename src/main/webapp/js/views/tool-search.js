import { toolPartWords } from '../words.js'
import { createSection, together } from './tool-section.js'

/** What was looked for, and where it was found. */
export function createSearchTool() {
  const search = createSection('input', toolPartWords.search)
  const hits = createSection('output', toolPartWords.hits)
  return { element: together(search.element, hits.element), update }

  function update({ text, output }) {
    search.update(text)
    hits.update(output)
  }
}
