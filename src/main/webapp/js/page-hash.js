/**
 * What stands behind the # of a session's page: `share`, the token of a guest, which no server and no log ever sees there,
 * and `message`, the one that a link leads to.
 */
export function readHash(hash) {
  const members = new URLSearchParams(hash.replace(/^#/, ''))
  return { share: members.get('share') || undefined, message: members.get('message') || undefined }
}

/** The hash with some members changed; one that becomes undefined goes. */
export function changedHash(hash, changes) {
  const members = Object.entries({ ...readHash(hash), ...changes }).filter(([, value]) => value)
  return `#${new URLSearchParams(members)}`
}
