import { createCode } from './code.js'
import { h } from './dom.js'

/**
 * Makes the children of an element those of a tree of markdown/tree.js; `before` is the tree that they show now. What stayed
 * the same keeps its nodes, and a text that has grown keeps its node too, so that a selection in it stays.
 */
export function showTree(element, tree, before = []) {
  tree.forEach((node, i) => showNode(element, element.childNodes[i], node, before[i]))
  while (element.childNodes.length > tree.length) element.lastChild.remove()
}

function showNode(parent, shown, node, before) {
  if (node === before) return
  if (shown && isAlike(node, before)) change(shown, node, before)
  else if (shown) shown.replaceWith(made(node))
  else parent.append(made(node))
}

const isAlike = (node, before) => before !== undefined && typeof node === typeof before && node.name === before.name
  && Object.keys({ ...node.attributes, ...before.attributes }).every(key => node.attributes[key] === before.attributes[key])

function change(shown, node, before) {
  if (typeof node === 'string') changeText(shown, node, before)
  else if (node.code) codes.get(shown).update(node.code)
  else showTree(shown, node.children, before.children)
}

function changeText(shown, text, before) {
  if (text.startsWith(before)) shown.appendData(text.slice(before.length))
  else shown.data = text
}

const codes = new WeakMap()

function made(node) {
  if (typeof node === 'string') return document.createTextNode(node)
  if (node.code) return madeCode(node.code)
  const element = h(node.name, node.attributes)
  showTree(element, node.children)
  return element
}

function madeCode(code) {
  const view = createCode()
  view.update(code)
  codes.set(view.element, view)
  return view.element
}
