import { toolPartWords } from '../words.js'
import { createSection, together } from './tool-section.js'

/** What was read. */
export function createReadTool() {
  const file = createSection('output', toolPartWords.file)
  return { element: together(file.element), update: ({ output }) => file.update(output) }
}
