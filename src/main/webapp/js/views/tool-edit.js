import { toolPartWords } from '../words.js'
import { createFileDiffs } from './diff.js'
import { createSection, together } from './tool-section.js'

/** What is changed in files, and what the tool says of it. */
export function createEditTool() {
  const diffs = createFileDiffs()
  const output = createSection('output', toolPartWords.output)
  return { element: together(diffs.element, output.element), update }

  function update({ files, output: said }) {
    diffs.update(files)
    output.update(said)
  }
}
