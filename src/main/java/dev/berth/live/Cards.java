package dev.berth.live;

import dev.berth.session.Catalogue;
import dev.berth.session.RepositoryCount;
import dev.berth.session.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the catalogue and the dashboards up to date with what happens in the sessions, without costing any request a disk
 * sync: changes are gathered, the latest of each session wins, and whoever lists the sessions first brings in what is
 * waiting. What a crash loses here is found again at the next start, from the files that were left open.
 */
final class Cards {

    private static final Logger LOG = Logger.getLogger(Cards.class.getName());
    private static final int GATHER_MILLIS = 150;

    private final Catalogue catalogue;
    private final Dashboards dashboards;
    private final Pools pools;
    private final Object bringing = new Object();
    private Map<String, Session> waiting = new LinkedHashMap<>();
    private boolean due;

    Cards(Catalogue catalogue, Dashboards dashboards, Pools pools) {
        this.catalogue = catalogue;
        this.dashboards = dashboards;
        this.pools = pools;
    }

    /** Notes how a session is now. */
    synchronized void changed(Session session) {
        // Taken out and put in again, so that the latest activity comes last.
        Session before = waiting.remove(session.id());
        waiting.put(session.id(), before != null && before.seq() > session.seq() ? before : session);
        bringInSoon();
    }

    private void bringInSoon() {
        if (!due) {
            due = true;
            pools.timer().schedule(() -> pools.answers().execute(this::bringInQuietly), GATHER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Writes down how a session is, also when nothing has changed: nobody need be told. On the session's lane, once it is durable. */
    void mend(Session session) {
        synchronized (bringing) {
            catalogue.put(List.of(session));
        }
    }

    /** Notes for good that a session is gone. */
    void removed(String id, String userId) {
        synchronized (bringing) {
            forget(id);
            catalogue.remove(id);
            catalogue.sync();
        }
        dashboards.tellDeleted(id, userId);
    }

    Catalogue.Page list(Catalogue.Query query) {
        bringIn();
        return catalogue.list(query);
    }

    List<RepositoryCount> repositories(String userId, int max) {
        bringIn();
        return catalogue.repositories(userId, max);
    }

    long count(String userId) {
        bringIn();
        return catalogue.count(userId);
    }

    /** Makes the catalogue durable, before a session's file forgets that it was in use. */
    void settle() {
        try {
            bringIn();
            catalogue.sync();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "the catalogue could not be written; the sessions' files have everything");
        }
    }

    private void bringIn() {
        synchronized (bringing) {
            Map<String, Session> changed = take();
            if (changed.isEmpty()) {
                return;
            }
            try {
                catalogue.put(changed.values());
            } catch (RuntimeException e) {
                putBack(changed);
                throw e;
            }
            changed.values().forEach(dashboards::tell);
        }
    }

    private synchronized Map<String, Session> take() {
        Map<String, Session> taken = waiting;
        waiting = new LinkedHashMap<>();
        due = false;
        return taken;
    }

    private synchronized void forget(String id) {
        waiting.remove(id);
    }

    private synchronized void putBack(Map<String, Session> changed) {
        changed.forEach(waiting::putIfAbsent);
        bringInSoon();
    }

    private void bringInQuietly() {
        try {
            bringIn();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "the catalogue could not be written; what is waiting is kept and tried again");
        }
    }
}
