import { newId } from '../new-id.js'
import { problemWith } from '../repository-rules.js'

const LABELS = { repoOwner: 'The owner', repoName: 'The name' }

/** The dialog of index.html. `create(session, idempotencyKey)` does the work; a refusal is shown in the dialog. */
export function wireNewSessionDialog(dialog, create) {
  const form = dialog.querySelector('form')
  const inputs = Object.keys(LABELS).map(name => form.elements[name])
  let key

  form.addEventListener('submit', submit)
  form.querySelector('[data-action=cancel]').addEventListener('click', () => dialog.close())
  for (const input of inputs) {
    input.addEventListener('input', () => input.hasAttribute('aria-invalid') && check(input))
  }
  return { open }

  function open() {
    form.reset()
    key = newId()
    showProblem('')
    for (const input of inputs) mark(input, '')
    dialog.showModal()
    inputs[0].focus()
  }

  async function submit(event) {
    event.preventDefault()
    const wrong = inputs.filter(input => !check(input))
    if (wrong.length > 0) return wrong[0].focus()
    await createFrom(new FormData(form))
  }

  async function createFrom(data) {
    const submitButton = form.querySelector('[type=submit]')
    const title = data.get('title').trim()
    const session = { repoOwner: data.get('repoOwner').trim(), repoName: data.get('repoName').trim(), mode: data.get('mode') }
    submitButton.disabled = true
    try {
      await create(title ? { ...session, title } : session, key)
    } catch (error) {
      showProblem(error.message)
    } finally {
      submitButton.disabled = false
    }
  }

  function check(input) {
    const problem = problemWith(LABELS[input.name], input.value.trim())
    mark(input, problem)
    return !problem
  }

  function mark(input, problem) {
    document.getElementById(`${input.id}-problem`).textContent = problem
    if (problem) input.setAttribute('aria-invalid', 'true')
    else input.removeAttribute('aria-invalid')
  }

  function showProblem(sentence) {
    form.querySelector('[data-form-problem]').textContent = sentence
  }
}
