import { tooLateWords } from '../answers.js'
import { toast } from './toast.js'

/** Whether an answer to the agent was taken. Of two, the first counts: whoever comes second is told what it was. */
export const inTime = (promise, problem) => promise.then(() => true, error => {
  if (error.status === 409) toast(tooLateWords(error.problem.permission ?? error.problem.question))
  else problem(error)
  return false
})
