import { dismissWord } from '../words.js'
import { h, iconButton } from '../views/dom.js'
import { define } from './define.js'

/** `<berth-toast>`: a passing note, `text`; a problem (`role` alert) is read out at once. It tells `dismiss` when it is to go. */
export const defineToast = () => define('berth-toast', () => class extends HTMLElement {
  #words = h('p')

  get text() {
    return this.#words.textContent
  }

  set text(text) {
    this.#words.textContent = text
  }

  connectedCallback() {
    if (this.#words.parentElement) return
    this.classList.add('toast')
    this.dataset.toast = this.role ??= 'status'
    this.append(this.#words, iconButton('close', dismissWord, () => this.dispatchEvent(new CustomEvent('dismiss', { bubbles: true }))))
  }
})
