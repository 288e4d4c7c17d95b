package dev.berth.live;

import dev.berth.session.Catalogue;
import dev.berth.session.NewSession;
import dev.berth.session.Refusal;
import dev.berth.session.RepositoryCount;
import dev.berth.session.Session;
import dev.berth.session.SessionId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * All sessions that are in use. Opening one never delays another: a session is entered here at once, and its file is opened
 * by its own lane. Safe for use by many threads.
 */
public final class LiveSessions {

    private static final int SHUTDOWN_SECONDS_MAX = 20;

    private final Map<String, LiveSession> sessions = new ConcurrentHashMap<>();
    private final LiveContext context;
    private final Catalogue catalogue;
    private final Dashboards dashboards;
    private final SessionList list;
    private final Creation creation;
    private final Reconciliation reconciliation;
    private final AllFollowers followers;
    private final Pulse pulse;
    private volatile boolean started;
    private volatile boolean shuttingDown;

    LiveSessions(LiveContext context, Catalogue catalogue, Dashboards dashboards) {
        this.context = context;
        this.catalogue = catalogue;
        this.dashboards = dashboards;
        this.followers = new AllFollowers(this::all, dashboards, context.clock());
        this.pulse = new Pulse(context.pools());
        TaskCounts taskCounts = new TaskCounts(this, context, catalogue);
        this.list = new SessionList(context, taskCounts);
        this.creation = new Creation(this, context, list);
        this.reconciliation = new Reconciliation(this, context, catalogue, taskCounts);
    }

    /** What those who operate Berth may do with them. */
    Administration administration() {
        return new Administration(this, context, reconciliation);
    }

    /** Begins to keep house, and settles what the last run left open. */
    void start() {
        new Hibernation(this::all, session -> sessions.remove(session.id(), session), context).start();
        followers.start(context.pools().timer());
        reconciliation.start();
        context.pools().closers().execute(() -> context.agent().tidy(this::exists));
        started = true;
    }

    /** Has something done in a session; see {@link LiveSession#ask}. */
    public <T> CompletionStage<T> ask(String id, Function<OpenSession, T> work) {
        return with(id, session -> session.ask(work));
    }

    /** Has something looked up in a session; see {@link LiveSession#read}. */
    public <T> CompletionStage<T> read(String id, Function<OpenSession, T> work) {
        return with(id, session -> session.read(work));
    }

    /** The same, but a session that sleeps goes back to sleep, so that going through many wakes none for long, and closes no other. */
    <T> CompletionStage<T> visit(String id, Function<OpenSession, T> work) {
        LiveSession before = sessions.get(id);
        boolean slept = before == null || !before.isOpen();
        return read(id, work).whenComplete((done, failure) -> {
            LiveSession session = sessions.get(id);
            if (slept && session != null) {
                session.hibernate();
            }
        });
    }

    /** Has something done with a session that is in use from now on, trying again when it has just left. */
    public <T> T with(String id, Function<LiveSession, T> action) {
        SessionId.require(id);
        while (true) {
            requireUp();
            LiveSession session = sessions.computeIfAbsent(id, unused -> new LiveSession(id, context));
            // Once more: it may have come in beside the shutdown, which has not seen it; it has no file open and never will.
            requireUp();
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

    /** Where connections are ended, which may block for seconds. */
    public Executor closers() {
        return context.pools().closers();
    }

    /** Whose a session is as far as the catalogue knows, also when its file cannot be opened. */
    public CompletionStage<Optional<String>> ownerOf(String id) {
        return CompletableFuture.supplyAsync(() -> catalogue.ownerOf(id), context.pools().answers());
    }

    /**
     * Makes a session. Durable when the answer comes.
     *
     * <p>The same idempotency key gives the same session again; any other use of an id that is taken is a conflict.
     */
    public CompletionStage<Session> create(NewSession wish) {
        return create(wish, Integer.MAX_VALUE);
    }

    /** @param max how many sessions its user may have with this one */
    public CompletionStage<Session> create(NewSession wish, int max) {
        return creation.create(wish, max);
    }

    /** Makes a session on its first use, when there is none yet, as local mode does. */
    public CompletionStage<Void> ensure(String id, String userId) {
        return creation.ensure(id, userId);
    }

    /** Removes a session for good. The answer comes when it can no longer come back, not even after a crash. */
    public CompletionStage<Void> delete(String id, String userId) {
        requireThere(id);
        return read(id, Leaving::of).exceptionally(unreadable -> new Leaving(userId, Map.of()))
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
        requireUp();
        return list.page(query);
    }

    /** The repositories of a user's sessions, with everything that was answered before. @param max how many at most */
    public CompletionStage<List<RepositoryCount>> repositories(String userId, int max) {
        requireUp();
        return list.repositories(userId, max);
    }

    /** Follows the list of a user's sessions. */
    public Follower followList(Outlet outlet, Viewer viewer) {
        Follower follower = dashboards.join(Follow.all(outlet, viewer, null), context.clock().instant().getEpochSecond(),
                this::listLeft);
        follower.tell(Frame.OPENING);
        if (!context.connections().entered()) {
            follower.close(CloseReason.TOO_MANY);
        } else if (shuttingDown) {
            follower.close(CloseReason.SHUTTING_DOWN);
        }
        return follower;
    }

    private void listLeft(Follower follower) {
        context.connections().left();
        context.counters().left(follower);
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

    /** Whether the end has begun. */
    public boolean isShuttingDown() {
        return shuttingDown;
    }

    /**
     * Refuses what comes too late: its threads are about to end, and nobody would answer it.
     *
     * @throws Refusal once the end has begun
     */
    public void requireUp() {
        if (shuttingDown) {
            throw Refusal.unavailable("Berth is shutting down.");
        }
    }

    /** How many sessions have their file open. */
    public int openCount() {
        return context.awake().count();
    }

    /** How many sessions are in use, awake or followed in their sleep. */
    public int liveCount() {
        return sessions.size();
    }

    /** The session with this id if it is in use, or null. */
    LiveSession inUse(String id) {
        return sessions.get(id);
    }

    /** Forgets a session that nobody needs. */
    void forgetIfUnneeded(LiveSession session) {
        if (session.retire()) {
            sessions.remove(session.id(), session);
        }
    }

    /** Whether the start is done and the end has not begun. */
    public boolean isOpen() {
        return started && !shuttingDown;
    }

    /** Whether the start is done. */
    public boolean hasStarted() {
        return started;
    }

    /** Whether commands are still taken up; a lane that is stuck shows half a minute later. Costs next to nothing. */
    public boolean isBeating() {
        return pulse.isBeating(System.nanoTime());
    }

    public Counters counters() {
        return context.counters();
    }

    /** How much of everything there is now. Looks at every session in use. */
    public Census census() {
        return Census.of(all(), dashboards);
    }

    /** How much has been handed to the threads and not begun, by their name. */
    public Map<String, Integer> waitingForThreads() {
        return context.pools().waiting();
    }

    Collection<LiveSession> all() {
        return sessions.values();
    }

    /** Ends all connections that were let in by a pass: somebody logged out, or a share link was taken back. */
    public void end(String passId) {
        followers.end(passId);
    }
}
