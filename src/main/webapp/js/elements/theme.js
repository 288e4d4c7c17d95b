import { themeLabel, themeWords } from '../words.js'
import { h } from '../views/dom.js'
import { chooseTheme, chosenTheme, followTheme, THEMES } from '../views/theme.js'
import { define } from './define.js'

let count = 0

/** `<berth-theme>`: light, dark, or as the system has it; the browser keeps it. */
export const defineTheme = () => define('berth-theme', () => class extends HTMLElement {
  #name = `theme-${++count}`
  #unfollow

  connectedCallback() {
    this.replaceChildren(h('fieldset', { class: 'switch', onchange: ({ target }) => chooseTheme(target.value) },
      h('legend', { class: 'unseen' }, themeLabel), ...THEMES.map(theme => createChoice(theme, this.#name))))
    this.#unfollow = followTheme(() => this.#show())
    this.#show()
  }

  disconnectedCallback() {
    this.#unfollow()
  }

  #show() {
    this.querySelector(`[value=${chosenTheme()}]`).checked = true
  }
})

const createChoice = (theme, name) => h('label', {}, h('input', { type: 'radio', name, value: theme }), h('span', {}, themeWords[theme]))
