import { activityWords, archivedWord } from '../words.js'
import { setText } from '../views/dom.js'
import { define } from './define.js'

/** `<berth-badge>`: `activity` of a session, or `isArchived`, as a word in its colour. */
export const defineBadge = () => define('berth-badge', () => class extends HTMLElement {
  connectedCallback() {
    this.classList.add('badge')
  }

  get activity() {
    return this.dataset.activity
  }

  set activity(activity) {
    this.dataset.activity = activity
    setText(this, activityWords[activity] ?? activity)
  }

  set isArchived(isArchived) {
    this.hidden = !isArchived
    this.dataset.status = 'archived'
    setText(this, archivedWord)
  }
})
