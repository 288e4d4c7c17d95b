const DATA_URL = /^data:([a-z0-9.+-]+\/[a-z0-9.+-]+)(?:;[a-z0-9-]+=[a-z0-9.+-]+)*;base64,([A-Za-z0-9+/]*={0,2})$/i
const SHOWN_IMAGES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/svg+xml']

/** `{type, size}` of the file in a `data:` URL with base64, or undefined when it is none. */
export function fileOfDataUrl(url) {
  const [, type, base64] = (typeof url === 'string' && DATA_URL.exec(url)) || []
  if (type === undefined) return undefined
  const padding = /=*$/.exec(base64)[0].length
  return { type: type.toLowerCase(), size: Math.floor(base64.length / 4) * 3 - padding }
}

/** Whether a browser shows it as a picture. */
export const isImage = type => SHOWN_IMAGES.includes(type)

/** The bytes in a `data:` URL with base64. */
export function bytesOf(url) {
  return Uint8Array.from(atob(url.slice(url.indexOf(',') + 1)), char => char.charCodeAt(0))
}
