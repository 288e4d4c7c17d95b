package dev.berth.live;

import dev.berth.log.LogLine;
import dev.berth.session.Refusal;
import dev.berth.session.StorageFailure;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * One session that is in use: its lane, its followers and, while it is awake, its open file. Safe for use by many threads.
 *
 * <p>The life of a write: {@link #ask} hands a command to the lane. The lane opens the file if the session sleeps, runs the
 * commands that wait inside one unit, each fenced by a mark, and commits. Then, in the order of the commands: joins take
 * effect, events are told to the followers, consequences follow (an agent starts), callers are answered.
 */
public final class LiveSession {

    private static final Logger LOG = Logger.getLogger(LiveSession.class.getName());
    private static final int REQUESTS_NAMED_MAX = 5;
    private static final long COME_BACK_SECONDS_MAX = 32;

    private final String id;
    private final LiveContext context;
    private final Lane lane;
    private final Following following;
    private final Callers callers;
    private final TurnRunner runner;
    private final OpenFile file;
    private volatile long lastUsedNanos = System.nanoTime();
    /** How often in a row a session with work to do could not be opened again. On the lane only. */
    private int retries;

    LiveSession(String id, LiveContext context) {
        this.id = id;
        this.context = context;
        this.lane = new Lane(context.pools().lanes(), this::run);
        this.following = new Following(context, lane);
        this.callers = new Callers(following.followers(), context.pools());
        this.runner = new TurnRunner(id, context, this::tellLane);
        this.file = new OpenFile(id, context, runner);
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
        return whileClosed(this::setAside);
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
        Command<?> interrupt = new Command<>(session -> session.turns().interrupt(reason));
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
            LOG.log(Level.SEVERE, e, () -> line("A session failed.", batch));
            dropAndComeBack();
            batch.forEach(command -> command.fail(Unit.wentWrong()));
        }
        callers.answer(batch);
        lastUsedNanos = System.nanoTime();
    }

    /** Runs a batch and, once it is durable, tells of it: in the order of the commands, so in the order of {@code seq}. */
    private void runUnit(List<Command<?>> batch) {
        OpenSession session = file.session();
        Unit.run(session, batch, context.counters());
        file.noteSeq();
        boolean changed = false;
        for (Command<?> command : batch) {
            changed |= !command.events().isEmpty();
            command.trace().run(() -> tell(command, session));
        }
        file.noteTurns();
        if (changed) {
            context.cards().changed(session.session());
        }
    }

    private void tell(Command<?> command, OpenSession session) {
        guarded(command::durable);
        following.followers().publish(command.events(), session.identity().epoch());
        command.consequences().forEach(this::guarded);
    }

    /** What is durable is told in any case: a fault in one consequence keeps no other from it, and fails nothing that is stored. */
    private void guarded(Runnable consequence) {
        try {
            consequence.run();
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, e, () -> line("A consequence of what was stored failed."));
        }
    }

    private void wake() {
        if (file.open()) {
            OpenSession session = file.session();
            retries = 0;
            following.letCatchUp(session.wokeAt());
            following.followers().publish(session.events().takeAppended(), session.identity().epoch());
            if (session.events().last() > session.wokeAt()) {
                context.cards().changed(session.session());
            }
            session.takeConsequences().forEach(this::guarded);
        }
    }

    private void failed(List<Command<?>> batch, StorageFailure failure) {
        LOG.log(Level.SEVERE, failure, () -> line("The storage of a session failed.", batch));
        batch.forEach(command -> command.fail(failure.toRefusal()));
        if (failure.kind() == StorageFailure.Kind.DAMAGED) {
            file.close();
            setAside();
        } else {
            dropAndComeBack();
        }
    }

    /** Drops what is remembered; a session that had work to do is opened again soon, or its turns would wait until somebody calls. */
    private void dropAndComeBack() {
        boolean hadWork = file.isBusy() || retries > 0;
        file.close();
        if (hadWork) {
            long pause = Math.min(COME_BACK_SECONDS_MAX, 1L << retries);
            retries++;
            context.pools().timer().schedule(() -> lane.offerAlways(new Command<>(session -> null)), pause, TimeUnit.SECONDS);
        }
    }

    private void setAside() {
        file.setAside();
        following.followers().closeAll(CloseReason.INTERNAL);
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

    /** A line about what several requests may have asked for. */
    private String line(String sentence, List<Command<?>> batch) {
        String requests = batch.stream().map(command -> command.trace().request()).filter(Objects::nonNull).distinct()
                .limit(REQUESTS_NAMED_MAX).collect(Collectors.joining(","));
        return LogLine.of(sentence, LogLine.SESSION, id, LogLine.REQUEST, requests.isEmpty() ? null : requests);
    }

    /** Thrown to who still holds a session that has left; the registry finds its successor. */
    static final class Retired extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Retired() {
            super("This session's lane has retired.", null, false, false);
        }
    }
}
