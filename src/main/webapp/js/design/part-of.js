const REFERENCES = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls']

let count = 0

/** Loads pages of ours, of which `partOf(name, selector)` then gives copies of parts: what is written in a page is shown from there. */
export async function loadPages(addresses) {
  const loading = Object.entries(addresses).map(async ([name, address]) => [name, await load(address)])
  const pages = Object.fromEntries(await Promise.all(loading))
  return (name, selector) => unique(document.importNode(pages[name].querySelector(selector), true))
}

/** A request reads a page without running it, also where no text may be taken for one. */
const load = address => new Promise((resolve, reject) => {
  const request = new XMLHttpRequest()
  request.open('GET', address)
  request.responseType = 'document'
  request.onload = () => (request.response ? resolve(request.response) : reject(new Error(`There is no ${address}.`)))
  request.onerror = () => reject(new Error(`${address} cannot be read.`))
  request.send()
})

/** A copy may stand beside others; what it refers to is inside it. */
function unique(element) {
  const suffix = `-${++count}`
  for (const each of [element, ...element.querySelectorAll('*')]) {
    if (each.id) each.id += suffix
    for (const name of REFERENCES.filter(name => each.hasAttribute(name))) {
      each.setAttribute(name, each.getAttribute(name).split(' ').map(id => id + suffix).join(' '))
    }
  }
  element.hidden = false
  return element
}
