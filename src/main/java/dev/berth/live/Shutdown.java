package dev.berth.live;

import dev.berth.session.Agent;
import dev.berth.session.Catalogue;
import dev.berth.session.SessionStore;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Stops Berth, once, whoever asks first: the process when it is told to end, the web application, or the registry.
 *
 * <p>All three are needed. Payara ends its beans when their classes can be loaded no longer; Open Liberty waits half a minute
 * for open connections before it tells anyone. When the process is told to end, its own shutdown hook comes first: the
 * network is still up then, so every client is told to come back. Who asks later waits until it is done.
 */
public final class Shutdown implements Runnable {

    private static final Logger LOG = Logger.getLogger(Shutdown.class.getName());

    private final LiveSessions sessions;
    private final Agent agent;
    private final Catalogue catalogue;
    private final SessionStore store;
    private final Thread hook = new Thread(this, "berth-shutdown");
    private boolean done;

    Shutdown(LiveSessions sessions, Agent agent, Catalogue catalogue, SessionStore store) {
        this.sessions = sessions;
        this.agent = agent;
        this.catalogue = catalogue;
        this.store = store;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public synchronized void run() {
        if (done) {
            return;
        }
        done = true;
        forgetHook();
        List.<Runnable>of(sessions::shutDown, agent::close, catalogue::close, store::close).forEach(Shutdown::guarded);
        LOG.info("Berth has stopped.");
    }

    /** What cannot be closed keeps nothing else open: the server may go on, and the next Berth needs the folder. */
    private static void guarded(Runnable closing) {
        try {
            closing.run();
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "something could not be closed in order", e);
        }
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, by this very hook or beside it.
        }
    }
}
