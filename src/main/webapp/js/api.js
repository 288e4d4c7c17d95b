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

/** With a `token`, such as that of a share link, every call shows it; a stream then needs a ticket instead, which is used once. */
export function createApi({ base = 'api', userId, token, fetch: plain = (...args) => globalThis.fetch(...args) } = {}) {
  const fetch = token ? authorised(plain, token) : plain
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
    /** Messages with some words, `{q, limit}`; or with what an earlier answer gave as `next`. */
    findMessages: (id, query) => listPage(fetch, `${base}/chat/${encodeURIComponent(id)}/messages${placed(query)}`),
    /** What happened, `{after, limit}`; or with what an earlier answer gave as `next`. */
    events: (id, query) => eventPage(fetch, `${base}/${path(id, 'events')}${placed(query)}`),
    /** Starts or queues a turn without following it. */
    prompt: (id, prompt) => request('POST', `chat/${encodeURIComponent(id)}${search({ wait: false, userId })}`, { body: prompt }),
    turns: id => request('GET', path(id, 'turns')),
    stop: id => request('POST', path(id, 'stop'), { body: {} }),
    moveTurn: (id, turnId, position) => request('PATCH', path(id, 'turns', turnId), { body: { position } }),
    rewriteTurn: (id, turnId, content) => request('PATCH', path(id, 'turns', turnId), { body: { content } }),
    removeTurn: (id, turnId) => request('DELETE', path(id, 'turns', turnId)),
    retryTurn: (id, turnId) => request('POST', path(id, 'turns', turnId, 'retry'), { body: {} }),
    tasks: id => request('GET', path(id, 'tasks')),
    addTask: (id, task) => request('POST', path(id, 'tasks'), { body: task }),
    changeTask: (id, taskId, changes) => request('PATCH', path(id, 'tasks', taskId), { body: changes }),
    removeTask: (id, taskId) => request('DELETE', path(id, 'tasks', taskId)),
    repositories: () => request('GET', `repositories${search({ userId })}`),
    pendingPermissions: id => request('GET', path(id, 'permissions')),
    pendingQuestions: id => request('GET', path(id, 'questions')),
    permissions: id => asked(id, 'permissions'),
    answerPermission: (id, permissionId, answer) => request('POST', path(id, 'permissions', permissionId) + search({ userId }), { body: answer }),
    questions: id => asked(id, 'questions'),
    answerQuestion: (id, questionId, answer) => request('POST', path(id, 'questions', questionId) + search({ userId }), { body: answer }),
    meta: id => request('GET', path(id, 'meta')),
    me: () => request('GET', 'me'),
    logOut: () => request('POST', 'logout'),
    shares: id => request('GET', path(id, 'shares')),
    addShare: (id, expiresIn) => request('POST', path(id, 'shares'), { body: { expiresIn } }),
    revokeShare: (id, shareId) => request('DELETE', path(id, 'shares', shareId)),
    /** What opens one stream of a session, once; undefined when the browser's own credentials do. */
    ticket: async sessionId => token && (await request('POST', 'tickets', { body: { sessionId } })).ticket,
    dashboardEvents: () => `${base}/events${search({ userId })}`,
    webSocket: id => `${base}/${path(id, 'websocket')}${search({ snapshot: PAGE_SIZE, userId })}`,
  }
}

export const PAGE_SIZE = 25

const authorised = (fetch, token) => (url, { headers, ...options } = {}) =>
  fetch(url, { ...options, headers: { ...headers, Authorization: `Bearer ${token}` } })

const path = (id, ...rest) => ['sessions', id, ...rest].map(encodeURIComponent).join('/')

function search(query = {}) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null)
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ''
}

/** A query, or the text of one that the server gave. */
const placed = query => (typeof query === 'string' ? query : search(query))

async function call(fetch, method, url, options) {
  const response = await send(fetch, method, url, options)
  return response.status === 204 ? undefined : response.json()
}

async function listPage(fetch, url) {
  return pageOf(await send(fetch, 'GET', url))
}

async function pageOf(response) {
  return { items: await response.json(), next: nextQuery(response) }
}

/** A page of what happened; a server that knows only the stream of it is told apart by what it answers. */
async function eventPage(fetch, url) {
  const response = await send(fetch, 'GET', url, { headers: { Accept: 'application/json' } })
  if (/json/.test(response.headers.get('Content-Type'))) return pageOf(response)
  response.body?.cancel()
  throw new ApiError('This server does not tell what happened.', 501)
}

async function send(fetch, method, url, { body, headers } = {}) {
  const content = body ? { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers } } : headers && { headers }
  const response = await fetch(url, { method, ...content }).catch(() => {
    throw new ApiError('The server cannot be reached.', 0)
  })
  if (!response.ok) throw await refusal(response)
  return response
}

async function refusal(response) {
  const problem = await response.json().catch(() => ({}))
  // A server that starts, or a proxy before it, knows no address yet; only Berth itself can say that something is not there.
  if (response.status === 404 && !problem.error) return new ApiError('The server is not ready yet.', 503)
  const sentence = problem.detail ?? problem.error ?? problem.title ?? `The server answered ${response.status}.`
  return new ApiError(sentence, response.status, problem)
}

/** The query of the `rel="next"` link; its host may be one that only the server knows. */
function nextQuery(response) {
  const links = response.headers.get('Link')?.matchAll(/<([^>]*)>\s*;([^,]*)/g) ?? []
  const next = [...links].find(([, , attributes]) => /\brel="?next"?/.test(attributes))
  return next && new URL(next[1], 'http://any').search
}
