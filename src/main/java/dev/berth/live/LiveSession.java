package dev.berth.live;

import dev.berth.log.LogLine;
import dev.berth.session.Refusal;
import dev.berth.session.StorageFailure;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One session that is in use: its lane, its followers and, while it is awake, its open file. Safe for use by many threads.
 *
 * <p>The life of a write: {@link #ask} hands a command to the lane, and {@link LaneWork} does it.
 */
public final class LiveSession {

    private static final Logger LOG = Logger.getLogger(LiveSession.class.getName());

    private final String id;
    private final LiveContext context;
    private final Lane lane;
    private final Following following;
    private final TurnRunner runner;
    private final OpenFile file;
    private final LaneWork work;
    private volatile long lastUsedNanos = System.nanoTime();

    LiveSession(String id, LiveContext context) {
        this.id = id;
        this.context = context;
        this.lane = new Lane(context.pools().lanes(), this::run);
        this.following = new Following(context, lane);
        this.runner = new TurnRunner(id, context, this::tellLane);
        this.file = new OpenFile(id, context, runner);
        this.work = new LaneWork(id, context, file, following, lane);
    }

    public String id() {
        return id;
    }

    /** Has something done on the lane; the answer comes after it is durable. The work must not block or keep the session. */
    public <T> CompletionStage<T> ask(Function<OpenSession, T> work) {
        return hand(new Command<>(work));
    }

    /** Has something looked up, as {@link #ask} does; what the work tried to write would fail. */
    public <T> CompletionStage<T> read(Function<OpenSession, T> work) {
        return hand(Command.reading(work, found -> { }));
    }

    /** Joins a follower. What it is sent begins exactly where {@code wish} says: no gap, no repeat (P3). */
    public CompletionStage<Follower> follow(Follow wish) {
        Follower follower = following.follower(wish);
        return hand(Command.reading(session -> Joining.plan(session, wish), plan -> following.join(follower, plan)))
                .thenApply(plan -> follower);
    }

    /**
     * Starts or queues a turn and follows it from its very first event.
     *
     * @param outlet makes the connection's outlet once the turn is known; called on the lane
     */
    public CompletionStage<Follower> promptAndFollow(PromptWish wish, Viewer viewer, Function<Prompted, Outlet> outlet) {
        Follower[] joined = new Follower[1];
        Consumer<Prompted> join = prompted -> {
            joined[0] = following.follower(Follow.turn(outlet.apply(prompted), viewer, prompted.cursor(), prompted.turn().id()));
            following.join(joined[0], Joining.afterPrompt(prompted));
        };
        Function<OpenSession, Prompted> prompt = session -> {
            viewer.admission().accept(session);
            return session.turns().prompt(wish);
        };
        return hand(new Command<>(prompt, join)).thenApply(prompted -> joined[0]);
    }

    /** How far the session has come by now; wakes nothing. */
    public Moment moment() {
        return file.moment();
    }

    /** Tells something that is not stored; wakes nothing. */
    public void tell(Frame frame, Follower except) {
        following.followers().tell(frame, follower -> follower != except && follower.isPresent());
    }

    Following following() {
        return following;
    }

    boolean isOpen() {
        return file.isOpen();
    }

    /** How long nothing was done in it. @param now as {@link System#nanoTime} says */
    long unusedNanos(long now) {
        return now - lastUsedNanos;
    }

    /** Whether closing it now would disturb work: a turn runs or waits. */
    boolean isBusy() {
        return file.isBusy();
    }

    /** How many turns wait for another to end. */
    int queuedTurns() {
        return file.queuedTurns();
    }

    /** How many commands wait on its lane. */
    int waiting() {
        return lane.waitingCount();
    }

    /** Closes the file if nothing has come in since; the followers stay. */
    void hibernate() {
        lane.between(() -> {
            if (!file.isBusy() && !lane.hasWaiting() && file.isOpen()) {
                context.counters().hibernated();
                file.close();
            }
        });
    }

    /** How it is used at this moment. @param now as {@link System#nanoTime} says */
    SessionUse use(long now) {
        return new SessionUse(id, isOpen(), isBusy(), following.followers().size(), lane.waitingCount(),
                TimeUnit.NANOSECONDS.toSeconds(unusedNanos(now)));
    }

    /** Closes the file and forgets what is remembered; the followers stay. Refused while a turn runs or waits. */
    CompletableFuture<Void> evict() {
        return between(() -> {
            if (file.isBusy()) {
                throw Refusal.conflict("A turn runs or waits in this session; stop it first.");
            }
            file.close();
        });
    }

    /** Closes the file and sets it aside, as one that could not be opened. */
    CompletableFuture<Void> setAsideNow() {
        return whileClosed(work::setAside);
    }

    /** Closes the file and has something done with it that nobody else does meanwhile; the next command opens it again. */
    CompletableFuture<Void> whileClosed(Runnable work) {
        return between(() -> {
            file.close();
            work.run();
        });
    }

    private CompletableFuture<Void> between(Runnable work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        boolean taken = lane.between(() -> {
            try {
                work.run();
                done.completeAsync(() -> null, context.pools().answers());
            } catch (RuntimeException e) {
                context.pools().answers().execute(() -> done.completeExceptionally(e));
            }
        });
        if (!taken) {
            throw new Retired();
        }
        return done;
    }

    /** Leaves for good if nobody needs it: no file open, no follower, nothing waiting. */
    boolean retire() {
        return lane.retireIfIdle(() -> !file.isOpen() && following.followers().size() == 0);
    }

    /** Stops the agent, settles its turn and closes the file; what waits is refused. */
    CompletableFuture<Void> shutDown(String reason) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        runner.leave();
        Runnable leave = () -> {
            refuseWaiting(Refusal.unavailable("Berth is shutting down."));
            following.followers().closeAll(CloseReason.SHUTTING_DOWN);
            file.close();
            done.complete(null);
        };
        // What is open to be read only has no turn that runs, so it need not be opened anew.
        Command<?> interrupt = Command.reading(session -> session.turns().interrupt(reason), turn -> { });
        interrupt.answer().whenComplete((turn, failure) -> leaveBy(leave, done));
        if (!file.isOpen() || !lane.offerAlways(interrupt)) {
            leaveBy(leave, done);
        }
        return done;
    }

    private void leaveBy(Runnable leave, CompletableFuture<Void> done) {
        if (!lane.between(leave)) {
            done.complete(null);
        }
    }

    /** Removes the session and everything of it, and ends its connections. */
    CompletableFuture<Void> delete(Leaving leaving) {
        return whileClosed(() -> {
            try {
                remove(leaving);
            } catch (RuntimeException e) {
                LOG.log(Level.SEVERE, e, () -> line("A session could not be deleted."));
                throw e instanceof StorageFailure failure ? failure.toRefusal() : Unit.wentWrong();
            }
        });
    }

    private void remove(Leaving leaving) {
        context.store().delete(id, () -> context.cards().removed(id, leaving.userId()));
        context.agent().forget(id, leaving.memory());
        refuseWaiting(Refusal.notFound("session"));
        following.followers().closeAll(CloseReason.DELETED);
    }

    private <T> CompletableFuture<T> hand(Command<T> command) {
        if (!lane.offer(command)) {
            throw new Retired();
        }
        return command.answer();
    }

    /** What the agents say; a session that has retired has no turn that could be told. */
    private CompletionStage<?> tellLane(Consumer<CurrentTurn> message) {
        Command<?> command = new Command<>(session -> {
            message.accept(session.turns().current());
            return null;
        });
        lane.offerAlways(command);
        return command.answer();
    }

    private void run(List<Command<?>> batch) {
        work.run(batch);
        lastUsedNanos = System.nanoTime();
    }

    private void refuseWaiting(Refusal reason) {
        for (Command<?> command : lane.retire()) {
            command.fail(reason);
            command.tell(context.pools().answers());
        }
    }

    private String line(String sentence) {
        return LogLine.of(sentence, LogLine.SESSION, id);
    }

    /** Thrown to who still holds a session that has left; the registry finds its successor. */
    static final class Retired extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Retired() {
            super("This session's lane has retired.", null, false, false);
        }
    }
}
