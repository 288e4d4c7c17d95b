import { codeName, codeWords } from '../words.js'
import { copied } from './copy.js'
import { h, setText } from './dom.js'
import { createGrowingText } from './growing-text.js'
import { highlightWhenSeen } from './highlight.js'

const COPIED_MS = 2_000

/** A block of code with its language and a button that copies it; it gets its colours when it is complete and near to be seen. */
export function createCode() {
  const label = h('span', { class: 'language' })
  const copy = h('button', { class: 'button quiet', type: 'button', 'data-action': 'copy-code', onclick: copyCode }, codeWords.copy)
  const code = h('code', {})
  const box = h('pre', { tabindex: '0', role: 'group' }, code)
  const element = h('berth-code', {}, h('div', { class: 'head' }, label, copy), box)
  const text = createGrowingText(code)
  let shown = {}
  return { element, update }

  function update({ text: source, language, isComplete }) {
    text.update(source)
    if (language !== shown.language) showLanguage(language)
    shown = { source, language, isComplete }
    if (isComplete && source !== '') highlightWhenSeen(code, source, language)
  }

  function showLanguage(language) {
    element.dataset.language = language
    setText(label, language || codeWords.noLanguage)
    box.setAttribute('aria-label', codeName(language))
  }

  /** Who may not use the clipboard finds the code selected, to copy it by hand. */
  async function copyCode() {
    const isCopied = await copied(shown.source)
    if (!isCopied) getSelection().selectAllChildren(code)
    tell(copy, isCopied ? codeWords.copied : codeWords.refused)
  }
}

/** Says it on the button and, for who does not see it, in the page's one place for that: blocks of code are too many for one each. */
function tell(button, words) {
  const said = document.querySelector('[data-announcer]')
  setText(button, words)
  if (said) setText(said, words)
  setTimeout(() => {
    setText(button, codeWords.copy)
    if (said?.textContent === words) setText(said, '')
  }, COPIED_MS)
}
