const UNKNOWN = 'application/octet-stream'
const TYPE = /^[a-z0-9.+-]+\/[a-z0-9.+-]+$/i

/** A file as a `data:` URL with base64. Browsers do not know the type of most source files; what reads as text is text. */
export async function readAsDataUrl(file) {
  const bytes = await file.arrayBuffer()
  const type = TYPE.test(file.type) ? file.type.toLowerCase() : isText(bytes) ? 'text/plain' : UNKNOWN
  const url = await dataUrl(new Blob([bytes], { type }))
  return `data:${type};base64,${url.slice(url.indexOf(',') + 1)}`
}

function dataUrl(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result)
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
}

function isText(bytes) {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes('\0')
  } catch {
    return false
  }
}
