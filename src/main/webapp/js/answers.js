/** How a permission or a question was answered, in words. */

const REPLY_WORDS = { once: 'Allowed once', always: 'Always allowed in this session', reject: 'Rejected' }

/** "Allowed once", "Rejected: Not this file", "Answered: Red, Blue", "Not answered". */
export function answerWords(asked) {
  if (asked.state === 'expired') return 'Not answered'
  return asked.questions ? questionWords(asked) : permissionWords(asked)
}

/** Why an answer came too late; `asked` is what the server says of it, if anything. */
export function tooLateWords(asked) {
  if (asked?.state !== 'answered') return 'The agent does not wait for this answer any more.'
  return `Answered already by ${asked.answeredBy ?? 'someone else'}. ${answerWords(asked)}.`
}

function permissionWords({ reply, message }) {
  const words = Object.hasOwn(REPLY_WORDS, reply ?? '') ? REPLY_WORDS[reply] : 'Answered'
  return message ? `${words}: ${message}` : words
}

function questionWords({ rejected, answers }) {
  if (rejected) return 'Dismissed'
  return `Answered: ${(answers ?? []).map(each => each.join(', ')).join(' · ')}`
}
