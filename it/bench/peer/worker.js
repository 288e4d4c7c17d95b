/**
 * The first design in short, for the benchmark alone: a session is a Durable Object with its own SQLite database, the list of
 * sessions is one more. The platform holds back every answer and every frame until what was written before it is on disk.
 */
import { DurableObject } from 'cloudflare:workers'

const SESSION_TABLES = `
  CREATE TABLE IF NOT EXISTS messages (id TEXT PRIMARY KEY, role TEXT NOT NULL, content TEXT NOT NULL, parts TEXT,
    created_at INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS tasks (id TEXT PRIMARY KEY, title TEXT NOT NULL, description TEXT, status TEXT DEFAULT 'pending',
    mode TEXT DEFAULT 'build', created_at INTEGER NOT NULL, completed_at INTEGER);
  CREATE TABLE IF NOT EXISTS session_meta (key TEXT PRIMARY KEY, value TEXT);
  CREATE INDEX IF NOT EXISTS idx_messages_created ON messages(created_at);
  CREATE INDEX IF NOT EXISTS idx_tasks_status ON tasks(status, created_at);`

const CATALOGUE_TABLES = `
  CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY, user_id TEXT NOT NULL, repo_owner TEXT NOT NULL,
    repo_name TEXT NOT NULL, status TEXT DEFAULT 'active', last_activity INTEGER NOT NULL, created_at INTEGER NOT NULL,
    archived_at INTEGER);
  CREATE INDEX IF NOT EXISTS idx_sessions_user ON sessions(user_id, status);`

const CARD = `SELECT id, user_id AS userId, repo_owner AS repoOwner, repo_name AS repoName, status, last_activity AS lastActivity,
  created_at AS createdAt FROM sessions`
const MESSAGE = 'SELECT id, role, content, parts, created_at AS createdAt FROM messages'
const PAGE_DEFAULT = 25

const seconds = () => Math.floor(Date.now() / 1000)
const notFound = () => new Response('Not found', { status: 404 })

export class Session extends DurableObject {
  constructor(state, env) {
    super(state, env)
    this.sql = state.storage.sql
    state.blockConcurrencyWhile(async () => { this.sql.exec(SESSION_TABLES) })
  }

  async fetch(request) {
    const url = new URL(request.url)
    if (url.pathname.endsWith('/websocket')) return this.accept(request)
    if (url.pathname.endsWith('/count')) return Response.json(this.sql.exec('SELECT COUNT(*) AS count FROM messages').one())
    if (!url.pathname.endsWith('/messages')) return notFound()
    if (request.method === 'POST') return Response.json(this.append(await request.json()), { status: 201 })
    return Response.json(this.page(url.searchParams))
  }

  /** The platform keeps the socket while this object sleeps. */
  accept(request) {
    if (request.headers.get('Upgrade') !== 'websocket') return new Response('Expected a WebSocket', { status: 426 })
    const [client, server] = Object.values(new WebSocketPair())
    this.ctx.acceptWebSocket(server)
    server.serializeAttachment({ connectedAt: Date.now() })
    return new Response(null, { status: 101, webSocket: client })
  }

  append({ role, content, parts }) {
    const message = { id: crypto.randomUUID(), role, content, parts, createdAt: seconds() }
    this.sql.exec('INSERT INTO messages (id, role, content, parts, created_at) VALUES (?, ?, ?, ?, ?)',
      message.id, role, content, parts ?? null, message.createdAt)
    this.broadcast({ type: 'message', message })
    return message
  }

  broadcast(event) {
    const frame = JSON.stringify(event)
    for (const socket of this.ctx.getWebSockets()) {
      try {
        socket.send(frame)
      } catch {
        // It has gone; the platform takes it off the list.
      }
    }
  }

  page(wish) {
    const limit = Number(wish.get('limit') ?? PAGE_DEFAULT)
    const place = wish.get('before') && this.sql.exec('SELECT created_at FROM messages WHERE id = ?', wish.get('before')).toArray()[0]
    const rows = place
      ? this.sql.exec(`${MESSAGE} WHERE created_at < ? ORDER BY created_at DESC LIMIT ?`, place.created_at, limit)
      : this.sql.exec(`${MESSAGE} ORDER BY created_at DESC LIMIT ?`, limit)
    return rows.toArray().reverse()
  }

  webSocketMessage(socket, text) {
    this.broadcast({ type: 'echo', data: JSON.parse(text) })
  }

  webSocketClose(socket, code, reason) {
    socket.close(code, reason)
  }
}

export class Catalogue extends DurableObject {
  constructor(state, env) {
    super(state, env)
    this.sql = state.storage.sql
    this.sql.exec(CATALOGUE_TABLES)
  }

  async fetch(request) {
    const url = new URL(request.url)
    if (request.method === 'POST') return Response.json(this.create(await request.json()), { status: 201 })
    const id = url.pathname.slice(1)
    if (id) return Response.json(this.sql.exec(`${CARD} WHERE id = ?`, id).toArray()[0] ?? null)
    const user = url.searchParams.get('userId')
    return Response.json(this.sql.exec(`${CARD} WHERE user_id = ? ORDER BY last_activity DESC`, user).toArray())
  }

  create({ userId, repoOwner, repoName }) {
    const id = crypto.randomUUID(), now = seconds()
    this.sql.exec('INSERT INTO sessions (id, user_id, repo_owner, repo_name, last_activity, created_at) VALUES (?, ?, ?, ?, ?, ?)',
      id, userId, repoOwner, repoName, now, now)
    return { id, userId, repoOwner, repoName, status: 'active', lastActivity: now, createdAt: now }
  }
}

export default {
  async fetch(request, env) {
    const url = new URL(request.url)
    const [root, id, leaf] = url.pathname.split('/').filter(Boolean)
    if (root === 'sessions' && !id) return catalogue(env).fetch(new Request(`https://catalogue/${url.search}`, request))
    if (root === 'sessions' && !leaf) return card(env, id)
    if (root === 'sessions') return session(env, id).fetch(request)
    if (root === 'chat' && leaf === 'messages') return session(env, id).fetch(`https://session/messages${url.search}`)
    if (root === 'chat' && request.method === 'POST') return chat(env, id, await request.json())
    return notFound()
  },
}

const session = (env, id) => env.SESSIONS.get(env.SESSIONS.idFromName(id))
const catalogue = env => env.CATALOGUE.get(env.CATALOGUE.idFromName('catalogue'))

async function card(env, id) {
  const found = await (await catalogue(env).fetch(`https://catalogue/${id}`)).json()
  if (!found) return notFound()
  const { count } = await (await session(env, id).fetch('https://session/count')).json()
  return Response.json({ ...found, messageCount: count })
}

/** Stores the prompt, then streams the echo, which is stored before it is shown. */
async function chat(env, id, { content }) {
  if (!content?.trim()) return Response.json({ error: 'Message content required' }, { status: 400 })
  const store = message => session(env, id).fetch('https://session/messages', { method: 'POST', body: JSON.stringify(message) })
  await store({ role: 'user', content })
  const { readable, writable } = new TransformStream()
  answer(writable.getWriter(), content, store)
  return new Response(readable, { headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' } })
}

async function answer(writer, content, store) {
  await writer.write(event('message', { type: 'ack', content: 'Message received' }))
  const message = { role: 'assistant', content: `I received your message: ${content}` }
  await store(message)
  await writer.write(event('message', { type: 'assistant', ...message }))
  await writer.write(event('done', { type: 'done' }))
  await writer.close()
}

const encoder = new TextEncoder()
const event = (name, data) => encoder.encode(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
