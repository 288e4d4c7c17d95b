const KEPT_AS = 'berth-theme'
const CHANGED = 'themechange'

export const THEMES = ['system', 'light', 'dark']

/** The theme that was chosen; `theme.js` in the head of each page has it hold from the start. */
export const chosenTheme = () => document.documentElement.dataset.theme ?? 'system'

export function chooseTheme(theme) {
  showTheme(theme)
  try {
    if (theme === 'system') localStorage.removeItem(KEPT_AS)
    else localStorage.setItem(KEPT_AS, theme)
  } catch {
    // Where nothing may be kept it holds for this page.
  }
}

/** `onChange` is called whoever chose, also in another window, whose choice holds in this one too. What comes back ends that. */
export function followTheme(onChange) {
  const ended = new AbortController()
  addEventListener('storage', takeOver, { signal: ended.signal })
  document.addEventListener(CHANGED, onChange, { signal: ended.signal })
  return () => ended.abort()
}

function takeOver({ key, newValue }) {
  if (key === KEPT_AS) showTheme(THEMES.includes(newValue) ? newValue : 'system')
}

function showTheme(theme) {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  document.dispatchEvent(new Event(CHANGED))
}
