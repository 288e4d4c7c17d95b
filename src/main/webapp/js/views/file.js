import { bytesOf, isImage } from '../data-url.js'
import { fileWords, sizeWords } from '../words.js'
import { h, icon, iconButton } from './dom.js'

/** A file of a message: a picture is shown, and each can be saved. */
export function createFile() {
  const element = h('figure', { class: 'file' })
  let shown
  return { element, update }

  function update(file) {
    if (file.url === shown) return
    shown = file.url
    element.dataset.file = file.name
    element.replaceChildren(...contentOf(file))
  }
}

function contentOf(file) {
  const caption = h('figcaption', {}, h('span', { class: 'name' }, file.name), h('span', { class: 'size' }, sizeWords(file.size)),
    iconButton('download', fileWords.download(file.name), () => download(file)))
  return [isImage(file.type) ? h('img', { src: file.url, alt: file.name }) : h('span', { class: 'picture' }, icon('tool-read')), caption]
}

/** As bytes without a type: whatever it is, the browser saves it and never shows it as a page of ours. */
function download({ name, url }) {
  const href = URL.createObjectURL(new Blob([bytesOf(url)], { type: 'application/octet-stream' }))
  h('a', { href, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(href), 10_000)
}
