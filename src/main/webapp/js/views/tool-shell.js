import { toolPartWords } from '../words.js'
import { h, setText } from './dom.js'
import { createSection, together } from './tool-section.js'

/** A command, what it prints, followed to its end, and what the agent itself says of how it ended. */
export function createShellTool() {
  const command = createSection('input command', toolPartWords.command)
  const output = createSection('output', toolPartWords.output)
  const told = h('p', { class: 'note', hidden: true })
  return { element: together(command.element, output.element, told), update, follow: output.follow }

  function update(tool) {
    command.update(tool.command)
    output.update(tool.output)
    told.hidden = tool.told === ''
    setText(told, tool.told)
  }
}
