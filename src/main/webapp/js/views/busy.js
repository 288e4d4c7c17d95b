/** A card whose answer is on its way. Its buttons are not disabled in truth: that would take the focus from them. */
export const isBusy = card => card.getAttribute('aria-busy') === 'true'

export function setBusy(card, busy) {
  card.setAttribute('aria-busy', busy)
  for (const button of card.querySelectorAll('.actions > button')) button.setAttribute('aria-disabled', busy)
}
