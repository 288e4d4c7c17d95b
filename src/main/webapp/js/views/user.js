import { forgetAll } from '../kept.js'
import { logOutWords } from '../words.js'
import { h } from './dom.js'
import { asksForLogin } from './login.js'
import { toastProblem } from './toast.js'

/** Shows who is logged in, and the way out; nothing where nobody has to. */
export async function showUser(header, api) {
  const me = await api.me().catch(error => asksForLogin(error) && undefined)
  if (!me?.logout || document.querySelector('[data-login]')) return
  const leave = h('button', { class: 'button quiet', type: 'button', 'data-action': 'log-out', onclick: () => logOut(api, leave) }, logOutWords)
  header.append(h('span', { class: 'user', 'data-user': me.userId }, h('span', { class: 'name', title: me.userId }, me.name ?? me.userId), leave))
}

/** The provider may have a login of its own to end; from there it is back to the list. */
async function logOut(api, button) {
  button.disabled = true
  try {
    const { url } = await api.logOut()
    forgetAll()
    location.assign(url ?? './')
  } catch (error) {
    button.disabled = false
    toastProblem(error)
  }
}
