import { connectionWords } from '../words.js'
import { setText } from './dom.js'

export function showConnection(state) {
  const element = document.querySelector('[data-connection]')
  element.dataset.connection = state
  setText(element, connectionWords[state])
}
