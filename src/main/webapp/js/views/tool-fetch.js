import { toolPartWords } from '../words.js'
import { h } from './dom.js'
import { createSection, together } from './tool-section.js'

/** An address or what was searched for, and what came of it. */
export function createFetchTool() {
  const address = h('p', { class: 'address' })
  const output = createSection('output', toolPartWords.output)
  let shown
  return { element: together(address, output.element), update }

  function update(tool) {
    output.update(tool.output)
    if (tool.address === shown) return
    shown = tool.address
    address.replaceChildren(isWebAddress(shown) ? createLink(shown) : shown)
  }
}

/** An agent may write anything there; only a plain web address becomes a link. */
const isWebAddress = text => /^https?:\/\//i.test(text) && URL.canParse(text)

const createLink = href => h('a', { href, rel: 'noopener noreferrer nofollow', target: '_blank' }, href)
