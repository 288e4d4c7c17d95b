import { connectionWords } from '../words.js'
import { setText } from '../views/dom.js'
import { define } from './define.js'

/** `<berth-connection>`: the `state` of a connection, read out when it changes. */
export const defineConnection = () => define('berth-connection', () => class extends HTMLElement {
  connectedCallback() {
    this.classList.add('connection')
    this.setAttribute('role', 'status')
  }

  get state() {
    return this.dataset.connection
  }

  set state(state) {
    tellConnection(this, state)
  }
})

export function tellConnection(element, state) {
  element.dataset.connection = state
  setText(element, connectionWords[state])
}
