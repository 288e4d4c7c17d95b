import { fileOfDataUrl } from './data-url.js'
import { emptyFileWords, filesTooLargeWords, tooManyFilesWords } from './words.js'

export const FILES_MAX = 10
/** Of all files of a message: a request may have 1 MiB, and a file grows by a third on its way. */
export const FILES_BYTES_MAX = 700 * 1024
export const NAME_CHARS_MAX = 200

/** The files that go with the next message: `{id, name, type, size, url}`. Knows no DOM. */
export class Attachments {
  #files = []
  #next = 1

  list() {
    return [...this.#files]
  }

  get bytes() {
    return this.#files.reduce((sum, { size }) => sum + size, 0)
  }

  /** Why a file of this name and size cannot come along, in words; empty when it can. */
  refusal({ name, size }) {
    if (this.#files.length >= FILES_MAX) return tooManyFilesWords(FILES_MAX)
    if (size === 0) return emptyFileWords(name)
    return this.bytes + size > FILES_BYTES_MAX ? filesTooLargeWords(name, size, FILES_BYTES_MAX) : ''
  }

  /** Takes a file as a `data:` URL. The reason why not, in words, or an empty text. */
  add({ name, url }) {
    const file = { name: name.slice(-NAME_CHARS_MAX), url, ...fileOfDataUrl(url) }
    const refusal = this.refusal(file)
    if (!refusal) this.#files.push({ id: this.#next++, ...file })
    return refusal
  }

  remove(id) {
    this.#files = this.#files.filter(file => file.id !== id)
  }

  /** Empties it, and says what was in it. */
  take() {
    const files = this.#files
    this.#files = []
    return files
  }
}

/** The files of a message, as they would be attached to another. */
export function filesOf({ parts = [] }) {
  return parts.filter(({ type, content }) => type === 'file' && fileOfDataUrl(content))
    .map(({ title, content }) => ({ name: title || fileOfDataUrl(content).type, url: content }))
}
