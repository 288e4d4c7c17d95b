/**
 * The sessions that are in use now.
 *
 * <p>Each {@link dev.berth.live.LiveSession} has a {@code Lane}: its commands run one at a time, in order, on a shared pool,
 * so a session needs no locks of its own. The lane takes all that waits, up to a limit, into one transaction: one commit, one
 * disk sync. Only when the commit has returned are the callers answered and the events handed to the {@code Broadcaster}
 * (the output gate, P1). If it fails nobody was told, and the session is opened again from disk.
 *
 * <p>Every {@link dev.berth.live.Follower} has a bounded queue and sends at its own pace on another pool, never on the lane.
 * A full queue closes that follower; it comes back with its cursor. A follower that joins is added first and then reads the
 * log after its cursor; what arrives twice is dropped by {@code seq}. The other way round would lose what is stored between.
 *
 * <p>What is kept in memory for an open session is dropped when it hibernates; its followers stay.
 */
package dev.berth.live;
