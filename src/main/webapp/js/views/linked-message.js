/** Marks the message that the address names, for eyes and for screen readers, whenever it is in the list. */
export function createLinkedMessage(list) {
  let linked
  return { link, find, render, focus }

  function link(id) {
    linked = id
    render()
  }

  function find(id) {
    return list.querySelector(`[data-message-id="${CSS.escape(id)}"]`)
  }

  function render() {
    const element = linked && find(linked)
    for (const other of list.querySelectorAll('[data-linked]')) if (other !== element) unmark(other)
    if (!element || element.hasAttribute('data-linked')) return
    element.setAttribute('data-linked', '')
    element.setAttribute('aria-current', 'location')
    element.tabIndex = -1
  }

  /** @returns whether it is there. */
  function focus() {
    const element = linked && find(linked)
    element?.focus({ preventScroll: true })
    return Boolean(element)
  }
}

function unmark(element) {
  element.removeAttribute('data-linked')
  element.removeAttribute('aria-current')
}
