import { toolPartWords } from '../words.js'
import { createSection, together } from './tool-section.js'

/** A tool that is not known: what it was given, and what it said. */
export function createOtherTool(inside) {
  const input = createSection('input', toolPartWords.input)
  const output = createSection('output', toolPartWords.output)
  return { element: together(input.element, inside, output.element), update, follow: output.follow }

  function update({ text, output: said }) {
    input.update(text)
    output.update(said)
  }
}
