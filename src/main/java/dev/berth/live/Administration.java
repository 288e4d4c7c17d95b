package dev.berth.live;

import dev.berth.session.Refusal;
import dev.berth.session.Session;
import dev.berth.session.SessionId;
import dev.berth.session.SetAside;
import dev.berth.session.Soundness;
import dev.berth.session.StorageFailure;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What those who operate Berth may see and do: which sessions are in use, closing one, looking for damage, what was set aside, and
 * making the catalogue again. Whatever reads whole files runs on threads of its own and holds up nobody else. Safe for use by many
 * threads.
 */
public final class Administration {

    private static final Logger LOG = Logger.getLogger(Administration.class.getName());

    /** Checks, releases and rebuilds that may be asked for at once; each may take as long as the files are large. */
    static final int CHORES_MAX = 16;

    private final LiveSessions sessions;
    private final LiveContext context;
    private final Reconciliation reconciliation;
    private final AtomicInteger chores = new AtomicInteger();
    private final AtomicBoolean rebuilding = new AtomicBoolean();

    Administration(LiveSessions sessions, LiveContext context, Reconciliation reconciliation) {
        this.sessions = sessions;
        this.context = context;
        this.reconciliation = reconciliation;
    }

    /** The sessions in use, awake or followed in their sleep; those used last come first. @param max how many at most */
    public List<SessionUse> inUse(int max) {
        long now = System.nanoTime();
        return sessions.all().stream().map(session -> session.use(now))
                .sorted(Comparator.comparingLong(SessionUse::unusedSeconds).thenComparing(SessionUse::id)).limit(max).toList();
    }

    /** How many sessions are in use. */
    public int inUseCount() {
        return sessions.liveCount();
    }

    /** How many of them are awake. */
    public int awakeCount() {
        return sessions.openCount();
    }

    /**
     * Closes a session's file and frees its memory now; its followers stay, and the next word wakes it. Does nothing when it sleeps.
     *
     * @throws Refusal when there is no such session; the answer is one when a turn runs or waits
     */
    public CompletionStage<Void> evict(String id) {
        requireThere(id);
        LiveSession session = sessions.inUse(id);
        if (session == null) {
            return CompletableFuture.completedFuture(null);
        }
        try {
            return session.evict().thenRun(() -> sessions.forgetIfUnneeded(session));
        } catch (LiveSession.Retired e) {
            // It has just left by itself, with its file closed.
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Looks for damage in a session's file, while others work on it; one that is damaged is set aside. */
    public CompletionStage<Soundness> check(String id) {
        requireThere(id);
        return chore(() -> context.store().check(id)).thenCompose(found -> found.damaged() ? setAside(id, found)
                : CompletableFuture.completedFuture(found));
    }

    private CompletionStage<Soundness> setAside(String id, Soundness found) {
        LOG.severe(() -> "session " + id + " is damaged: " + found.sentence());
        return sessions.with(id, LiveSession::setAsideNow).thenApply(done -> found);
    }

    /** What was set aside, the latest first. @param max how many at most */
    public CompletionStage<List<SetAside>> setAside(int max) {
        return chore(() -> context.store().setAside(max));
    }

    /**
     * Brings back what was set aside, if it is sound by now.
     *
     * @param name as {@link #setAside} gives it
     * @return the session as it is now
     */
    public CompletionStage<Session> release(String name) {
        String id = SessionId.require(name.split("\\.", 2)[0]);
        return chore(() -> {
            sessions.with(id, session -> session.whileClosed(() -> releaseFile(name))).join();
            return null;
        }).thenCompose(released -> sessions.ask(id, session -> brought(session)));
    }

    private void releaseFile(String name) {
        guarded(() -> {
            context.store().release(name);
            return null;
        });
    }

    private Session brought(OpenSession session) {
        session.whenDurable(() -> context.cards().changed(session.session()));
        return session.session();
    }

    /** Makes the catalogue again from the folder of files; lists are answered meanwhile. Refused while that is being done. */
    public CompletionStage<Rebuilt> rebuild() {
        if (!rebuilding.compareAndSet(false, true)) {
            throw Refusal.conflict("The catalogue is being rebuilt already.");
        }
        try {
            return chore(reconciliation::rebuild).whenComplete((rebuilt, failure) -> rebuilding.set(false));
        } catch (Refusal e) {
            rebuilding.set(false);
            throw e;
        }
    }

    private void requireThere(String id) {
        if (!sessions.exists(SessionId.require(id))) {
            throw Refusal.notFound("session");
        }
    }

    private <T> CompletionStage<T> chore(Supplier<T> work) {
        sessions.requireUp();
        if (chores.incrementAndGet() > CHORES_MAX) {
            chores.decrementAndGet();
            throw new Refusal(Refusal.Code.TOO_MANY, "Too much of this kind is being done already.", 5);
        }
        return CompletableFuture.supplyAsync(() -> guarded(work), context.pools().chores())
                .whenCompleteAsync((done, failure) -> chores.decrementAndGet(), context.pools().answers());
    }

    /** A disk that fails is no fault of whoever asks, who is told so in one sentence. */
    private static <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (StorageFailure e) {
            LOG.log(Level.SEVERE, e, () -> "what an administrator asked for could not be done");
            throw new CompletionException(e.toRefusal());
        }
    }
}
