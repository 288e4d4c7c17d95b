/** What gets the focus when an item goes: the ones that come after it, and then those before, the nearest first. */
export function heirsOf(item, items) {
  const at = items.indexOf(item)
  return [...items.slice(at + 1), ...items.slice(0, at).reverse()]
}

/** Renders a list. When the item with the focus goes, `take(heir)` is called with what is left of its heirs, if anything is. */
export function handOn(list, render, take) {
  const items = [...list.children]
  const item = items.find(each => each.contains(document.activeElement))
  render()
  if (item && !item.isConnected) take(heirsOf(item, items).find(each => each.isConnected))
}
