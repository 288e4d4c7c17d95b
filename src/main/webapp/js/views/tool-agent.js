import { toolPartWords } from '../words.js'
import { createSection, together } from './tool-section.js'

/** What a sub-agent was told, what it did (`inside`), and its answer. */
export function createAgentTool(inside) {
  const prompt = createSection('input', toolPartWords.prompt)
  const answer = createSection('output', toolPartWords.answer)
  return { element: together(prompt.element, inside, answer.element), update }

  function update({ text, output }) {
    prompt.update(text)
    answer.update(output)
  }
}
