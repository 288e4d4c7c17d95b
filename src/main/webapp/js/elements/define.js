/**
 * Registers an element of ours, once. `create` makes its class; it is called only where there is a page, so that modules which use
 * elements can be imported elsewhere. The elements keep what they show in the page itself, without a shadow: its style sheets hold.
 */
export function define(name, create) {
  if (!customElements.get(name)) customElements.define(name, create())
}
