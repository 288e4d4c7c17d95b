import { heirsOf } from './heirs.js'

const CARD = '[data-session-id]'
const LINK = 'h3 a'

/** Moves the focus among the cards, and keeps it where it was when they come and go. */
export function createCardFocus(root, { leave }) {
  return { current, idOf: () => current()?.dataset.sessionId, move, to, keep }

  function current() {
    const card = document.activeElement?.closest(CARD)
    return card && root.contains(card) ? card : undefined
  }

  function all() {
    return [...root.querySelectorAll(CARD)]
  }

  /** @returns whether there was somewhere to go. */
  function move(direction) {
    const from = current()
    const to = from ? MOVES[direction](from, all()) : firstInView(all())
    if (to) focus(to)
    return Boolean(to)
  }

  function to(id) {
    const card = all().find(({ dataset }) => dataset.sessionId === id)
    if (card) focus(card)
  }

  /**
   * Renders. A card that is taken from its list and put into another loses the focus, and gets it back. When the card with the
   * focus goes, the one that came after it gets it, or else the one before.
   */
  function keep(render) {
    const card = current()
    const others = card ? heirsOf(card, all()) : []
    render()
    if (!card || card.contains(document.activeElement)) return
    const heir = [card, ...others].find(other => other.isConnected) ?? all()[0]
    if (heir) focus(heir)
    else leave()
  }
}

function focus(card) {
  const link = card.querySelector(LINK)
  link.focus({ preventScroll: true })
  card.scrollIntoView({ block: 'nearest' })
}

const boxOf = card => card.getBoundingClientRect()

const firstInView = cards => cards.find(card => boxOf(card).top >= 0) ?? cards.at(-1)

const MOVES = {
  next: (card, cards) => cards[cards.indexOf(card) + 1],
  previous: (card, cards) => cards[cards.indexOf(card) - 1],
  below: (card, cards) => nearest(card, cards.slice(cards.indexOf(card) + 1), (box, from) => box.top >= from.bottom),
  above: (card, cards) => nearest(card, cards.slice(0, cards.indexOf(card)).reverse(), (box, from) => box.bottom <= from.top),
}

/** Of the closest row beyond the card, what lies closest to its column; only as many cards are measured as that takes. */
function nearest(card, others, isBeyond) {
  const from = boxOf(card)
  const first = others.findIndex(other => isBeyond(boxOf(other), from))
  if (first < 0) return undefined
  const { top } = boxOf(others[first])
  const end = others.findIndex((other, index) => index > first && boxOf(other).top !== top)
  const row = others.slice(first, end < 0 ? undefined : end)
  const distance = other => Math.abs(boxOf(other).left - from.left)
  return row.reduce((best, other) => (distance(other) < distance(best) ? other : best))
}
