const SVG = 'http://www.w3.org/2000/svg'

/** An element with attributes, listeners (`onclick: …`) and children. Text is always text, never markup. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key.slice(2), value)
    else if (value === true) element.setAttribute(key, '')
    else if (value !== false && value !== undefined && value !== null) element.setAttribute(key, value)
  }
  element.append(...children.filter(child => child !== undefined && child !== null && child !== false && child !== ''))
  return element
}

export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('class', 'icon')
  svg.setAttribute('aria-hidden', 'true')
  svg.append(document.createElementNS(SVG, 'use'))
  svg.firstChild.setAttribute('href', `icons.svg#${name}`)
  return svg
}

export function iconButton(name, label, onclick) {
  return h('button', { class: 'button quiet square', type: 'button', 'aria-label': label, title: label, onclick }, icon(name))
}

/** Sets a text only when it differs, so that selections and screen readers are left in peace. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text
}
