const LEAST_KEYBOARD_PX = 100

/** Where a phone lays its keyboard over the page instead of making the page smaller, the page ends above it. */
export function keepAboveKeyboard() {
  const { visualViewport } = window
  visualViewport?.addEventListener('resize', () => {
    const isCovered = visualViewport.scale === 1 && innerHeight - visualViewport.height > LEAST_KEYBOARD_PX
    document.body.style.height = document.body.style.minHeight = isCovered ? `${visualViewport.height}px` : ''
    if (isCovered) scrollTo(0, 0)
  })
}
