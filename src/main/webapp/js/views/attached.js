import { Attachments } from '../attachments.js'
import { isImage } from '../data-url.js'
import { composerWords, fileWords, sizeWords } from '../words.js'
import { h, icon, iconButton } from './dom.js'
import { createKeyedList } from './keyed-list.js'
import { readAsDataUrl } from './read-file.js'
import { toast } from './toast.js'

/** The files that go with the next message, by button, drop or paste. `mayAttach()` says whether the message may be written at all. */
export function createAttached(form, { mayAttach, tell }) {
  const files = new Attachments()
  const list = form.querySelector('[data-attached]')
  const button = form.querySelector('[data-action=attach]')
  const { files: chooser, content: input } = form.elements
  const show = createKeyedList(list, { key: file => file.id, create: file => createChip(file, () => remove(file)) })
  let takesFiles = false
  button.addEventListener('click', () => chooser.click())
  chooser.addEventListener('change', onChosen)
  input.addEventListener('paste', onPaste)
  for (const type of ['dragenter', 'dragover', 'dragleave', 'drop']) document.addEventListener(type, onDrag)
  return { allow, put, take, names, list: () => files.list() }

  function allow(isAllowed) {
    takesFiles = isAllowed
    button.hidden = !isAllowed
  }

  function names() {
    return files.list().map(({ name }) => name)
  }

  function onChosen() {
    addAll([...chooser.files])
    chooser.value = ''
  }

  /** A table that is copied comes as words and as a picture; the words are meant. */
  function onPaste(event) {
    const { files: pasted, types } = event.clipboardData
    if (pasted.length === 0 || types.includes('text/plain')) return
    event.preventDefault()
    addAll([...pasted])
  }

  /** A file that is dropped beside the composer is meant for it, too; else the browser would leave the page to show it. */
  function onDrag(event) {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    form.toggleAttribute('data-dropping', takesFiles && (event.type === 'dragover' || event.type === 'dragenter'))
    if (event.type === 'drop') addAll([...event.dataTransfer.files])
  }

  async function addAll(chosen) {
    if (!mayAttach()) return
    if (!takesFiles) return refuse(composerWords.noFiles)
    const before = files.list().length
    for (const file of chosen) await add(file)
    if (files.list().length > before) tell(fileWords.attached(names()))
    input.focus()
  }

  async function add(file) {
    const refusal = files.refusal(file)
    if (refusal) return refuse(refusal)
    try {
      put([{ name: file.name, url: await readAsDataUrl(file) }])
    } catch {
      refuse(fileWords.unreadable(file.name))
    }
  }

  /** Those of an earlier message stay behind where the agent takes none. */
  function put(all) {
    for (const file of takesFiles ? all : []) {
      const refusal = files.add(file)
      if (refusal) refuse(refusal)
    }
    render()
  }

  function take() {
    const taken = files.take()
    render()
    return taken
  }

  function remove({ id, name }) {
    files.remove(id)
    render()
    tell(fileWords.removed(name))
    input.focus()
  }

  function render() {
    list.hidden = files.list().length === 0
    show(files.list())
  }
}

const refuse = words => toast(words, { role: 'alert' })

function createChip(file, remove) {
  const picture = isImage(file.type) ? h('img', { src: file.url, alt: '' }) : icon('tool-read')
  const element = h('li', { class: 'chip', 'data-attachment': file.name }, picture,
    h('span', { class: 'name', title: file.name }, file.name), h('span', { class: 'size' }, sizeWords(file.size)),
    iconButton('close', fileWords.remove(file.name), remove))
  return { element, update() {} }
}
