import { codeWords, exactTime } from '../words.js'
import { copied } from './copy.js'
import { h, iconButton, setText } from './dom.js'
import { createKeyedList } from './keyed-list.js'

/**
 * The links by which others may read the session. `actions` has `list()`, `add(seconds)` and `revoke(share)`, all promises;
 * `add` gives the link's token, which is shown this once.
 */
export function createShares(element, { list, add, revoke, addressOf }) {
  const form = element.querySelector('form')
  const fresh = element.querySelector('[data-new-link]')
  const show = createKeyedList(element.querySelector('ul'), { key: share => share.id, create: share => createShare(share, take) })
  form.addEventListener('submit', make)
  element.querySelector('[data-action=copy-link]').addEventListener('click', copy)
  return { open }

  async function open() {
    element.hidden = false
    await refresh()
  }

  async function refresh() {
    const now = Date.now() / 1000
    const shares = await list()
    show((shares ?? []).filter(share => !share.revokedAt && share.expiresAt > now))
  }

  async function make(event) {
    event.preventDefault()
    const share = await add(Number(form.elements.duration.value))
    if (!share) return
    const link = fresh.querySelector('input')
    fresh.hidden = false
    link.value = addressOf(share.token)
    link.focus()
    link.select()
    await refresh()
  }

  async function take(share) {
    if (!await revoke(share)) return
    fresh.hidden = true
    await refresh()
  }

  async function copy({ currentTarget }) {
    const link = fresh.querySelector('input')
    const isCopied = await copied(link.value)
    if (!isCopied) link.select()
    setText(currentTarget.querySelector('span'), isCopied ? codeWords.copied : codeWords.refused)
  }
}

function createShare(share, take) {
  const until = h('span', {}, `Until ${exactTime(share.expiresAt)}`)
  const drop = iconButton('close', `Take back the link that holds until ${exactTime(share.expiresAt)}`, () => take(share))
  return { element: h('li', { class: 'share' }, until, drop), update() {} }
}
