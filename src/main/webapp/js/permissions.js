import { asLines } from './parts.js'

const SHOWN_ALONE = ['command', 'diff', 'filepath', 'filePath', 'url']

const KIND_WORDS = {
  bash: 'run a command',
  edit: 'change a file',
  write: 'write a file',
  read: 'read a file',
  glob: 'look for files',
  grep: 'search in files',
  list: 'list a folder',
  task: 'start a sub-agent',
  skill: 'use a skill',
  webfetch: 'fetch a web page',
  websearch: 'search the web',
  external_directory: 'use files outside the workspace',
  doom_loop: 'go on although it repeats the same step',
}

/** "The agent wants to run a command" */
export const permissionSentence = ({ kind }) => `The agent wants to ${Object.hasOwn(KIND_WORDS, kind) ? KIND_WORDS[kind] : `use ${kind}`}`

/** What it is about, on its own: `{command, file, url, diff, rest}`; `rest` is whatever else is known, as lines. */
export function subjectOf({ detail, patterns }) {
  const { command, filepath, filePath, url, diff } = detail ?? {}
  const file = filepath ?? filePath
  const others = Object.entries(detail ?? {}).filter(([name, value]) => !SHOWN_ALONE.includes(name) || typeof value !== 'string')
  const isKnown = command || file || url || diff
  const rest = isKnown ? Object.fromEntries(others) : { patterns: patterns?.join('\n'), ...Object.fromEntries(others) }
  return { command: text(command), file: text(file), url: text(url), diff: text(diff), rest: asLines(rest) }
}

const text = value => (typeof value === 'string' ? value : '')

/** Whether "always" would allow all that the agent asks in this way. */
export const allowsAll = ({ always }) => Boolean(always?.includes('*'))

/** What "always" would allow, in words or as patterns; empty when the agent does not say. */
export const alwaysWords = ({ always }) => (allowsAll({ always }) ? 'everything of this kind' : (always ?? []).join(', '))
