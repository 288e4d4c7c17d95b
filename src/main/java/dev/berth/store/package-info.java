/**
 * One SQLite file per session, read and written through EclipseLink. The only room with per-session JPA.
 *
 * <p>One entity manager factory is deployed once, lazily. Each open session holds one connection, one EclipseLink connection
 * policy over it and one entity manager made with that policy: a session costs a few kilobytes of heap, where a factory per
 * session would cost eighty-six. The unit of work is SQLite's own transaction; one connection means that only one may run at a
 * time, and the session's lane sees to that.
 *
 * <p>On disk: {@code sessions/ab/abcdef….db} with SQLite's {@code -wal} and {@code -shm} beside it while it is open,
 * {@code quarantine/} for what was set aside. A file is made under a temporary name, synced and renamed, so that a half
 * made session never appears; it is renamed away before its companions go, so that a half deleted one never comes back.
 */
package dev.berth.store;
