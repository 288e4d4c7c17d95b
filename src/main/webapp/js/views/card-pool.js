/**
 * The cards that are in the page, each made once however often it moves from list to list: what is open in it stays, and
 * so does the focus. Fill the lists in their order, then sweep away what none of them has.
 */
export function createCardPool(create) {
  const views = new Map()
  const ids = new WeakMap()
  let used = new Set()
  return { fill, sweep, get used() { return used.size }, of: element => views.get(ids.get(element)) }

  function fill(parent, sessions) {
    let next = parent.firstElementChild
    for (const session of sessions) {
      const { element } = viewOf(session)
      if (element === next) next = next.nextElementSibling
      else place(parent, element, next)
    }
  }

  function viewOf(session) {
    const view = views.get(session.id) ?? add(session)
    used.add(session.id)
    view.update(session)
    return view
  }

  function add(session) {
    const view = create(session)
    views.set(session.id, view)
    ids.set(view.element, session.id)
    return view
  }

  function sweep() {
    for (const [id, { element }] of views) {
      if (used.has(id)) continue
      element.remove()
      views.delete(id)
    }
    used = new Set()
  }
}

/** Moving an element takes the focus from it, so it is given back. */
function place(parent, element, before) {
  const focused = element.contains(document.activeElement) ? document.activeElement : null
  parent.insertBefore(element, before)
  focused?.focus({ preventScroll: true })
}
