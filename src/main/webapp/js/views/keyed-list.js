/**
 * Keeps a parent's children equal to a list of items. Each view is `{element, update(item)}` and lives as long as its
 * item's key is in the list, so open blocks, selections and focus stay.
 */
export function createKeyedList(parent, { key, create }) {
  const views = new Map()
  return items => {
    const wanted = new Map(items.map(item => [String(key(item)), item]))
    dropOthers(views, wanted)
    let next = parent.firstElementChild
    for (const [id, item] of wanted) {
      const view = views.get(id) ?? create(item)
      views.set(id, view)
      view.update(item)
      if (view.element === next) next = next.nextElementSibling
      else place(parent, view.element, next)
    }
  }
}

function dropOthers(views, wanted) {
  for (const [id, view] of views) {
    if (wanted.has(id)) continue
    view.element.remove()
    views.delete(id)
  }
}

/** Moving an element takes the focus from it, so it is given back. */
function place(parent, element, before) {
  const focused = element.contains(document.activeElement) ? document.activeElement : null
  parent.insertBefore(element, before)
  focused?.focus({ preventScroll: true })
}
