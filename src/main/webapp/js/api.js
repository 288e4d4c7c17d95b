/** The REST surface, relative to the page. A refusal becomes an ApiError with the server's own sentence. */
export class ApiError extends Error {
  name = 'ApiError'

  /** `problem` is the whole body of the refusal. */
  constructor(message, status, problem = {}) {
    super(message)
    this.status = status
    this.problem = problem
  }
}

export function createApi({ base = 'api', userId, fetch = (...args) => globalThis.fetch(...args) } = {}) {
  const request = (method, path, options) => call(fetch, method, `${base}/${path}`, options)
  /** What waits for an answer, and what has one. */
  const asked = async (id, what) => {
    const states = ['answered', 'pending'].map(state => request('GET', path(id, what) + search({ state })))
    return (await Promise.all(states)).flat()
  }
  return {
    sessions: query => listPage(fetch, `${base}/sessions${search({ userId, ...query })}`),
    sessionsAt: query => listPage(fetch, `${base}/sessions${query}`),
    createSession: (session, key) => request('POST', 'sessions', { body: { userId, ...session }, headers: { 'Idempotency-Key': key } }),
    session: id => request('GET', path(id)),
    changeSession: (id, changes) => request('PATCH', path(id), { body: changes }),
    deleteSession: id => request('DELETE', path(id)),
    messages: (id, query) => request('GET', `chat/${encodeURIComponent(id)}/messages${search(query)}`),
    turns: id => request('GET', path(id, 'turns')),
    stop: id => request('POST', path(id, 'stop'), { body: {} }),
    moveTurn: (id, turnId, position) => request('PATCH', path(id, 'turns', turnId), { body: { position } }),
    removeTurn: (id, turnId) => request('DELETE', path(id, 'turns', turnId)),
    retryTurn: (id, turnId) => request('POST', path(id, 'turns', turnId, 'retry'), { body: {} }),
    tasks: id => request('GET', path(id, 'tasks')),
    addTask: (id, task) => request('POST', path(id, 'tasks'), { body: task }),
    changeTask: (id, taskId, changes) => request('PATCH', path(id, 'tasks', taskId), { body: changes }),
    removeTask: (id, taskId) => request('DELETE', path(id, 'tasks', taskId)),
    permissions: id => asked(id, 'permissions'),
    answerPermission: (id, permissionId, answer) => request('POST', path(id, 'permissions', permissionId) + search({ userId }), { body: answer }),
    questions: id => asked(id, 'questions'),
    answerQuestion: (id, questionId, answer) => request('POST', path(id, 'questions', questionId) + search({ userId }), { body: answer }),
    meta: id => request('GET', path(id, 'meta')),
    dashboardEvents: () => `${base}/events${search({ userId })}`,
    webSocket: id => `${base}/${path(id, 'websocket')}${search({ snapshot: PAGE_SIZE, userId })}`,
  }
}

export const PAGE_SIZE = 25

const path = (id, ...rest) => ['sessions', id, ...rest].map(encodeURIComponent).join('/')

function search(query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null)
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ''
}

async function call(fetch, method, url, options) {
  const response = await send(fetch, method, url, options)
  return response.status === 204 ? undefined : response.json()
}

async function listPage(fetch, url) {
  const response = await send(fetch, 'GET', url)
  return { items: await response.json(), next: nextQuery(response) }
}

async function send(fetch, method, url, { body, headers } = {}) {
  const content = body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers } }
  const response = await fetch(url, { method, ...content }).catch(() => {
    throw new ApiError('The server cannot be reached.', 0)
  })
  if (!response.ok) throw await refusal(response)
  return response
}

async function refusal(response) {
  const problem = await response.json().catch(() => ({}))
  const sentence = problem.detail ?? problem.error ?? problem.title ?? `The server answered ${response.status}.`
  return new ApiError(sentence, response.status, problem)
}

/** The query of the `rel="next"` link; its host may be one that only the server knows. */
function nextQuery(response) {
  const links = response.headers.get('Link')?.matchAll(/<([^>]*)>\s*;([^,]*)/g) ?? []
  const next = [...links].find(([, , attributes]) => /\brel="?next"?/.test(attributes))
  return next && new URL(next[1], 'http://any').search
}
