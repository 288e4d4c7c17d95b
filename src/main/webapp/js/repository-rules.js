const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/

/** What is wrong with an owner's or a repository's name, as a sentence; empty if nothing is. */
export function problemWith(label, value) {
  if (value === '') return `${label} is needed.`
  if (value.length > 100) return `${label} can have 100 characters at most.`
  if (!/^[A-Za-z0-9]/.test(value)) return `${label} must start with a letter or a digit.`
  return NAME.test(value) ? '' : `${label} can have letters, digits, dots, dashes and underscores only.`
}
