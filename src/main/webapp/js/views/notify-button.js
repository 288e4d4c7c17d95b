import { notifyWords } from '../words.js'
import { setText } from './dom.js'
import { toast } from './toast.js'

/** The switch for the browser's notifications; hidden where there are none. */
export function wireNotifyButton(button, notifications) {
  button.addEventListener('click', onClick)
  render()
  return { render }

  async function onClick() {
    const state = await notifications.toggle()
    toast({ on: notifyWords.isOn, off: notifyWords.isOff, blocked: notifyWords.blocked }[state])
  }

  function render() {
    const { state } = notifications
    const words = notifyWords[state === 'on' ? 'on' : 'off']
    button.hidden = state === 'unsupported'
    button.setAttribute('aria-pressed', state === 'on')
    button.title = words
    setText(button.querySelector('.words'), words)
  }
}
