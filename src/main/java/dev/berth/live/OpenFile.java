package dev.berth.live;

import dev.berth.log.LogLine;
import dev.berth.session.SessionLog;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The file of a session that is in use: opened when there is something to do, closed when there is not, set aside when it is
 * damaged. Changed on the session's lane only; what may be looked at from elsewhere says so.
 */
final class OpenFile {

    private static final Logger LOG = Logger.getLogger(OpenFile.class.getName());

    private final String id;
    private final LiveContext context;
    private final TurnRunner runner;
    private volatile OpenSession session;
    private volatile boolean busy;
    private volatile int queuedTurns;
    private volatile long toldSeq;

    OpenFile(String id, LiveContext context, TurnRunner runner) {
        this.id = id;
        this.context = context;
        this.runner = runner;
    }

    /** The session as long as its file is open, else null. */
    OpenSession session() {
        return session;
    }

    /** Looked at from anywhere. */
    boolean isOpen() {
        return session != null;
    }

    /** Whether closing it now would disturb work: a turn runs or waits. Looked at from anywhere. */
    boolean isBusy() {
        return busy;
    }

    /** How many turns wait for another to end. Looked at from anywhere. */
    int queuedTurns() {
        return queuedTurns;
    }

    /** How far the session has come by now. Looked at from anywhere. */
    Moment moment() {
        return new Moment(session == null ? Moment.ASLEEP : toldSeq);
    }

    /**
     * Opens the file and settles what the last run left. One that is open to be read only is opened anew when it is to be written to.
     *
     * @return false when it is open already
     */
    boolean open(boolean write) {
        if (session != null && (!write || session.log().isForWriting())) {
            return false;
        }
        long begun = System.nanoTime();
        boolean slept = session == null;
        leave();
        session = write ? woken(context.store().open(id)) : wokenToRead();
        toldSeq = session.events().last();
        noteTurns();
        context.awake().opened();
        if (slept) {
            context.counters().wakes().done(begun);
        }
        return true;
    }

    private OpenSession wokenToRead() {
        OpenSession resting = woken(context.store().openToRead(id));
        if (resting.log().isForWriting() || !resting.turns().hasLeft()) {
            return resting;
        }
        resting.log().close();
        return woken(context.store().open(id));
    }

    private OpenSession woken(SessionLog log) {
        try {
            log.begin();
            OpenSession woken = new OpenSession(log, context.clock(), runner);
            woken.identity().requireIs(id);
            if (log.isForWriting()) {
                woken.turns().recover();
            }
            log.shrink();
            log.commit();
            return woken;
        } catch (RuntimeException | Error e) {
            log.close();
            throw e;
        }
    }

    /** Closes what is only being read: nothing of it is remembered that matters. */
    private void leave() {
        if (session != null) {
            context.awake().closed();
            session.log().close();
            session = null;
        }
    }

    /** Notes how far the session has come, before anybody is told. */
    void noteSeq() {
        toldSeq = session.events().last();
    }

    /** Notes what its turns do. */
    void noteTurns() {
        busy = session.turns().isBusy();
        queuedTurns = session.turns().queued();
    }

    /** Closes it and forgets what is remembered; nothing when it is closed. What was committed is on disk, whatever goes wrong here. */
    void close() {
        try {
            closeOpen();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> line("A session could not be closed in order; what was committed is on disk."));
        }
    }

    private void closeOpen() {
        OpenSession closing = session;
        session = null;
        busy = false;
        queuedTurns = 0;
        if (closing != null) {
            context.awake().closed();
            try {
                closing.turns().current().abandon();
                if (closing.log().isForWriting()) {
                    context.cards().settle();
                }
            } finally {
                closing.log().close();
            }
        }
    }

    /** Sets it aside with a sentence for people; what exactly is wrong with it was logged. It has to be closed. */
    void setAside() {
        try {
            context.store().quarantine(id, "its file is damaged.");
            context.counters().quarantined();
            LOG.warning(() -> line("A session was set aside, since its file is damaged."));
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, e, () -> line("A session could not be set aside; it is refused as long as it is damaged."));
        }
    }

    private String line(String sentence) {
        return LogLine.of(sentence, LogLine.SESSION, id);
    }
}
