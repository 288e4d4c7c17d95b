package dev.berth.live;

import dev.berth.session.Refusal;
import dev.berth.session.SessionLog;
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
 * <p>The life of a write: {@link #ask} hands a command to the lane. The lane opens the file if the session sleeps, runs the
 * commands that wait inside one unit, each fenced by a mark, and commits. Then, in the order of the commands: joins take
 * effect, events are told to the followers, consequences follow (an agent starts), callers are answered.
 */
public final class LiveSession {

    private static final Logger LOG = Logger.getLogger(LiveSession.class.getName());
    private static final long COME_BACK_SECONDS_MAX = 32;

    private final String id;
    private final LiveContext context;
    private final Lane lane;
    private final Following following;
    private final TurnRunner runner;
    /** Written on the lane only; read elsewhere to see whether the session is awake. */
    private volatile OpenSession open;
    private volatile long lastUsedMillis;
    private volatile boolean busy;
    private volatile long toldSeq;
    /** How often in a row a session with work to do could not be opened again. On the lane only. */
    private int retries;

    LiveSession(String id, LiveContext context) {
        this.id = id;
        this.context = context;
        this.lane = new Lane(context.pools().lanes(), this::run);
        this.following = new Following(context, lane);
        this.runner = new TurnRunner(id, context, this::tellLane);
        this.lastUsedMillis = context.clock().millis();
    }

    public String id() {
        return id;
    }

    /** Has something done on the lane; the answer comes after it is durable. The work must not block or keep the session. */
    public <T> CompletionStage<T> ask(Function<OpenSession, T> work) {
        return hand(new Command<>(work));
    }

    /** Joins a follower. What it is sent begins exactly where {@code wish} says: no gap, no repeat (P3). */
    public CompletionStage<Follower> follow(Follow wish) {
        Follower follower = following.follower(wish);
        return hand(new Command<>(session -> Joining.plan(session, wish), plan -> following.join(follower, plan)))
                .thenApply(plan -> follower);
    }

    /**
     * Starts or queues a turn and follows it from its very first event.
     *
     * @param outlet makes the connection's outlet once the turn is known; called on the lane
     */
    public CompletionStage<Follower> promptAndFollow(PromptWish wish, String userId, Function<Prompted, Outlet> outlet) {
        Follower[] joined = new Follower[1];
        Consumer<Prompted> join = prompted -> {
            joined[0] = following.follower(Follow.turn(outlet.apply(prompted), userId, prompted.cursor(), prompted.turn().id()));
            following.join(joined[0], Joining.afterPrompt(prompted));
        };
        return hand(new Command<>(session -> session.turns().prompt(wish), join)).thenApply(prompted -> joined[0]);
    }

    /** How far the session has come by now; wakes nothing. */
    public Moment moment() {
        return new Moment(open == null ? Moment.ASLEEP : toldSeq);
    }

    /** Tells something that is not stored; wakes nothing. */
    public void tell(Frame frame, Follower except) {
        following.followers().tell(frame, follower -> follower != except && follower.isPresent());
    }

    Following following() {
        return following;
    }

    boolean isOpen() {
        return open != null;
    }

    long lastUsedMillis() {
        return lastUsedMillis;
    }

    /** Whether closing it now would disturb work: a turn runs or waits. */
    boolean isBusy() {
        return busy;
    }

    /** Closes the file if nothing has come in since; the followers stay. */
    void hibernate() {
        lane.between(() -> {
            if (!busy && !lane.hasWaiting()) {
                dropQuietly();
            }
        });
    }

    /** Leaves for good if nobody needs it: no file open, no follower, nothing waiting. */
    boolean retire() {
        return lane.retireIfIdle(() -> open == null && following.followers().size() == 0);
    }

    /** Stops the agent, settles its turn and closes the file; what waits is refused. */
    CompletableFuture<Void> shutDown(String reason) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        runner.leave();
        Runnable leave = () -> {
            refuseWaiting(Refusal.unavailable("Berth is shutting down."));
            following.followers().closeAll(CloseReason.SHUTTING_DOWN);
            dropQuietly();
            done.complete(null);
        };
        Command<?> interrupt = new Command<>(session -> session.turns().interrupt(reason));
        interrupt.answer().whenComplete((turn, failure) -> leaveBy(leave, done));
        if (open == null || !lane.offerAlways(interrupt)) {
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
        CompletableFuture<Void> done = new CompletableFuture<>();
        boolean taken = lane.between(() -> {
            RuntimeException failure = tryDelete(leaving);
            context.pools().answers().execute(() -> {
                if (failure == null) {
                    done.complete(null);
                } else {
                    done.completeExceptionally(failure);
                }
            });
        });
        if (!taken) {
            throw new Retired();
        }
        return done;
    }

    private RuntimeException tryDelete(Leaving leaving) {
        try {
            dropQuietly();
            context.store().delete(id, () -> context.cards().removed(id, leaving.userId()));
            context.agent().forget(id, leaving.memory());
            refuseWaiting(Refusal.notFound("session"));
            following.followers().closeAll(CloseReason.DELETED);
            return null;
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, e, () -> "session " + id + " could not be deleted");
            return e instanceof StorageFailure failure ? failure.toRefusal() : Unit.wentWrong();
        }
    }

    private <T> CompletableFuture<T> hand(Command<T> command) {
        if (!lane.offer(command)) {
            throw new Retired();
        }
        return command.answer();
    }

    /** What the agents say; a session that has retired has no turn that could be told. */
    private CompletionStage<?> tellLane(Consumer<Turns> message) {
        Command<?> command = new Command<>(session -> {
            message.accept(session.turns());
            return null;
        });
        lane.offerAlways(command);
        return command.answer();
    }

    private void run(List<Command<?>> batch) {
        try {
            wake();
            runUnit(batch);
        } catch (StorageFailure e) {
            failed(batch, e);
        } catch (Refusal e) {
            batch.forEach(command -> command.fail(e));
        } catch (RuntimeException | Error e) {
            LOG.log(Level.SEVERE, e, () -> "session " + id + " failed");
            dropAndComeBack();
            batch.forEach(command -> command.fail(Unit.wentWrong()));
        }
        batch.forEach(command -> command.tell(context.pools().answers()));
        lastUsedMillis = context.clock().millis();
    }

    /** Runs a batch and, once it is durable, tells of it: in the order of the commands, so in the order of {@code seq}. */
    private void runUnit(List<Command<?>> batch) {
        OpenSession session = open;
        Unit.run(session, batch);
        toldSeq = session.events().last();
        boolean changed = false;
        for (Command<?> command : batch) {
            changed |= !command.events().isEmpty();
            guarded(command::durable);
            following.followers().publish(command.events(), session.identity().epoch());
            command.consequences().forEach(this::guarded);
        }
        busy = session.turns().isBusy();
        if (changed) {
            context.cards().changed(session.session());
        }
    }

    /** What is durable is told in any case: a fault in one consequence keeps no other from it, and fails nothing that is stored. */
    private void guarded(Runnable consequence) {
        try {
            consequence.run();
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, e, () -> "a consequence in session " + id + " failed");
        }
    }

    private void wake() {
        if (open != null) {
            return;
        }
        SessionLog log = context.store().open(id);
        try {
            log.begin();
            OpenSession session = new OpenSession(log, context.clock(), runner);
            session.identity().requireIs(id);
            session.turns().recover();
            log.commit();
            toldSeq = session.events().last();
            open = session;
            busy = session.turns().isBusy();
            retries = 0;
            context.awake().opened();
            following.letCatchUp(session.wokeAt());
            following.followers().publish(session.events().takeAppended(), session.identity().epoch());
            context.cards().changed(session.session());
            session.takeConsequences().forEach(this::guarded);
        } finally {
            if (open == null) {
                log.close();
            }
        }
    }

    private void failed(List<Command<?>> batch, StorageFailure failure) {
        LOG.log(Level.SEVERE, failure, () -> "the storage of session " + id + " failed");
        batch.forEach(command -> command.fail(failure.toRefusal()));
        if (failure.kind() == StorageFailure.Kind.DAMAGED) {
            dropQuietly();
            setAside();
        } else {
            dropAndComeBack();
        }
    }

    /** Drops what is remembered; a session that had work to do is opened again soon, or its turns would wait until somebody calls. */
    private void dropAndComeBack() {
        boolean hadWork = busy || retries > 0;
        dropQuietly();
        if (hadWork) {
            long pause = Math.min(COME_BACK_SECONDS_MAX, 1L << retries);
            retries++;
            context.pools().timer().schedule(() -> lane.offerAlways(new Command<>(session -> null)), pause, TimeUnit.SECONDS);
        }
    }

    /** Sets the file aside with a sentence for people; what exactly is wrong with it was logged. */
    private void setAside() {
        try {
            context.store().quarantine(id, "its file is damaged.");
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, e, () -> "session " + id + " could not be set aside; it is refused as long as it is damaged");
        }
        following.followers().closeAll(CloseReason.INTERNAL);
    }

    private void close() {
        OpenSession session = open;
        open = null;
        busy = false;
        if (session != null) {
            context.awake().closed();
            try {
                session.turns().abandon();
                context.cards().settle();
            } finally {
                session.log().close();
            }
        }
    }

    private void dropQuietly() {
        try {
            close();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "session " + id + " could not be closed in order; what was committed is on disk");
        }
    }

    private void refuseWaiting(Refusal reason) {
        for (Command<?> command : lane.retire()) {
            command.fail(reason);
            command.tell(context.pools().answers());
        }
    }

    /** Thrown to who still holds a session that has left; the registry finds its successor. */
    static final class Retired extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Retired() {
            super("This session's lane has retired.", null, false, false);
        }
    }
}
