import { createKeyedList } from './keyed-list.js'
import { createPermission } from './permission.js'
import { createQuestion } from './question.js'

/** What the agent asks and waits for, at the end of the conversation. `actions` has `reply`, `answer` (neither for who only reads along) and `leave()`. */
export function createAsked(element, actions) {
  const showCards = createKeyedList(element, {
    key: ({ asked }) => asked.id,
    create: item => (item.permission ? createPermission(item, actions) : createQuestion(item, actions)),
  })
  return { render }

  /**
   * Whoever answered with the keyboard goes on with the next card, or else where `leave` takes them. The card itself gets the
   * focus, not its first button.
   */
  function render(timeline) {
    const hadFocus = element.contains(document.activeElement)
    showCards(timeline.pending())
    if (!hadFocus || element.contains(document.activeElement)) return
    const next = element.firstElementChild
    if (next) next.focus()
    else actions.leave()
  }
}
