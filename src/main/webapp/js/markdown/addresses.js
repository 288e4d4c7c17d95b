const ALLOWED = new Set(['http:', 'https:', 'mailto:'])
const SCHEME = /^[a-z][a-z\d+.-]*:/i

/** The address that a link may go to, made whole; undefined for a script, for data, and for whatever is no address on its own. */
export function linkAddress(text) {
  try {
    const { protocol, href } = new URL(text)
    return ALLOWED.has(protocol) ? href : undefined
  } catch {
    return undefined
  }
}

/** Whether it names a place without saying on which host, such as a file of the repository. Nothing of that kind is served here. */
export const isRelative = text => !SCHEME.test(text.trim()) && !text.trim().startsWith('//')
