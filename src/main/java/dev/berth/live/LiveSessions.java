package dev.berth.live;

import dev.berth.session.Catalogue;
import dev.berth.session.Identity;
import dev.berth.session.NewSession;
import dev.berth.session.Refusal;
import dev.berth.session.Session;
import dev.berth.session.SessionId;
import dev.berth.session.StorageFailure;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * All sessions that are in use. Opening one never delays another: a session is entered here at once, and its file is opened
 * by its own lane. Safe for use by many threads.
 */
public final class LiveSessions {

    private static final Logger LOG = Logger.getLogger(LiveSessions.class.getName());
    private static final int HEARTBEAT_SECONDS = 15;
    private static final int SHUTDOWN_SECONDS_MAX = 20;

    private final Map<String, LiveSession> sessions = new ConcurrentHashMap<>();
    private final LiveContext context;
    private final Catalogue catalogue;
    private final Dashboards dashboards;
    private volatile boolean shuttingDown;

    LiveSessions(LiveContext context, Catalogue catalogue, Dashboards dashboards) {
        this.context = context;
        this.catalogue = catalogue;
        this.dashboards = dashboards;
    }

    /** Begins to keep house, and settles what the last run left open. */
    void start() {
        new Hibernation(this::all, session -> sessions.remove(session.id(), session), context).start();
        context.pools().timer().scheduleWithFixedDelay(this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        new Reconciliation(this, context, catalogue).start();
        context.pools().closers().execute(() -> context.agent().tidy(this::exists));
    }

    /** Has something done in a session; see {@link LiveSession#ask}. */
    public <T> CompletionStage<T> ask(String id, Function<OpenSession, T> work) {
        return with(id, session -> session.ask(work));
    }

    /** Has something done with a session that is in use from now on, trying again when it has just left. */
    public <T> T with(String id, Function<LiveSession, T> action) {
        SessionId.require(id);
        while (true) {
            if (shuttingDown) {
                throw Refusal.unavailable("Berth is shutting down.");
            }
            LiveSession session = sessions.computeIfAbsent(id, unused -> new LiveSession(id, context));
            if (shuttingDown) {
                // It came in beside the shutdown, which may not have seen it; it has no file open and never will.
                throw Refusal.unavailable("Berth is shutting down.");
            }
            try {
                return action.apply(session);
            } catch (LiveSession.Retired e) {
                sessions.remove(id, session);
            }
        }
    }

    /** Whether there is such a session, asleep, awake or set aside. */
    public boolean exists(String id) {
        LiveSession session = sessions.get(id);
        return session != null && session.isOpen() || context.store().exists(id);
    }

    /**
     * Makes a session. Durable when the answer comes.
     *
     * <p>The same idempotency key gives the same session again; any other use of an id that is taken is a conflict.
     */
    public CompletionStage<Session> create(NewSession wish) {
        SessionId.require(wish.id());
        Session session = Session.begin(wish, context.clock().instant().getEpochSecond());
        return CompletableFuture.supplyAsync(() -> store(session, wish), context.pools().lanes())
                .thenComposeAsync(isNew -> isNew ? CompletableFuture.completedFuture(session) : existing(wish), context.pools().answers());
    }

    /** Makes a session on its first use, when there is none yet, as local mode does. */
    public CompletionStage<Void> ensure(String id, String userId) {
        if (exists(SessionId.require(id))) {
            return CompletableFuture.completedFuture(null);
        }
        NewSession wish = NewSession.onFirstUse(id, userId);
        Session session = Session.begin(wish, context.clock().instant().getEpochSecond());
        return CompletableFuture.runAsync(() -> store(session, wish), context.pools().lanes());
    }

    /** Removes a session for good. The answer comes when it can no longer come back, not even after a crash. */
    public CompletionStage<Void> delete(String id, String userId) {
        requireThere(id);
        return ask(id, Leaving::of).exceptionally(unreadable -> new Leaving(userId, Map.of()))
                .thenCompose(leaving -> with(id, session -> deleteIn(session, leaving)));
    }

    private CompletionStage<Void> deleteIn(LiveSession session, Leaving leaving) {
        requireThere(session.id());
        return session.delete(leaving).thenRun(() -> sessions.remove(session.id(), session));
    }

    private void requireThere(String id) {
        if (!exists(SessionId.require(id))) {
            throw Refusal.notFound("session");
        }
    }

    /** Lists sessions, with everything that was answered before. */
    public CompletionStage<Catalogue.Page> list(Catalogue.Query query) {
        return CompletableFuture.supplyAsync(() -> listed(query), context.pools().answers());
    }

    /** Follows the list of a user's sessions. */
    public Follower followList(Outlet outlet, String userId) {
        Follower follower = dashboards.join(Follow.all(outlet, userId, null), context.clock().instant().getEpochSecond(),
                context.connections()::left);
        follower.tell(Frame.OPENING);
        if (!context.connections().entered()) {
            follower.close(CloseReason.TOO_MANY);
        }
        return follower;
    }

    /** Tells the clients, stops the agents, closes the files. What was answered is on disk before and after. */
    void shutDown() {
        shuttingDown = true;
        List<LiveSession> all = List.copyOf(sessions.values());
        all.forEach(session -> session.following().followers().closeAll(CloseReason.SHUTTING_DOWN));
        dashboards.forEach(follower -> follower.close(CloseReason.SHUTTING_DOWN));
        CompletableFuture<?>[] closing = all.stream().map(session -> session.shutDown("Berth was shut down while the agent was working."))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(closing).completeOnTimeout(null, SHUTDOWN_SECONDS_MAX, TimeUnit.SECONDS).join();
        context.cards().settle();
        context.pools().close();
    }

    /** How many sessions have their file open. */
    public int openCount() {
        return context.awake().count();
    }

    /** How many sessions are in use, awake or followed in their sleep. */
    public int liveCount() {
        return sessions.size();
    }

    private Collection<LiveSession> all() {
        return sessions.values();
    }

    private Catalogue.Page listed(Catalogue.Query query) {
        try {
            return context.cards().list(query);
        } catch (StorageFailure e) {
            LOG.log(Level.SEVERE, "the catalogue could not be read", e);
            throw new CompletionException(Refusal.unavailable("The list of sessions cannot be read right now."));
        }
    }

    private boolean store(Session session, NewSession wish) {
        try {
            boolean isNew = context.store().create(session.id(), Identity.metaOf(session, wish.idempotencyKey()), Identity.birth(session));
            if (isNew) {
                context.cards().changed(session);
            }
            return isNew;
        } catch (StorageFailure e) {
            throw new CompletionException(e.toRefusal());
        }
    }

    private CompletionStage<Session> existing(NewSession wish) {
        return ask(wish.id(), session -> {
            boolean same = wish.idempotencyKey() != null
                    && session.identity().idempotencyKey().filter(wish.idempotencyKey()::equals).isPresent();
            if (!same) {
                throw Refusal.conflict("There is a session with this id already.");
            }
            return session.session();
        });
    }

    private void beat() {
        sessions.values().forEach(session -> session.following().followers().forEach(Follower::beat));
        long now = context.clock().millis();
        dashboards.forEach(follower -> follower.closeIfStalled(now));
        dashboards.forEach(Follower::beat);
    }
}
