package dev.berth.live;

import dev.berth.log.LogLine;
import dev.berth.log.Trace;
import dev.berth.session.Agent;
import dev.berth.session.Prompt;
import dev.berth.session.PromptFile;
import dev.berth.session.Refusal;
import dev.berth.session.Session;
import dev.berth.session.Turn;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Between a session's turns, which live on the lane, and the agent, which does not: what comes back goes through the lane. */
final class TurnRunner {

    private static final Logger LOG = Logger.getLogger(TurnRunner.class.getName());

    /** How long the next turn waits for a stopped agent to let go. */
    private static final int RELEASE_SECONDS_MAX = 10;

    private final String sessionId;
    private final LiveContext context;
    private final Function<Consumer<CurrentTurn>, CompletionStage<?>> lane;
    private volatile boolean leaving;

    /** @param lane takes a message to the turn that runs, and answers when it is recorded */
    TurnRunner(String sessionId, LiveContext context, Function<Consumer<CurrentTurn>, CompletionStage<?>> lane) {
        this.sessionId = sessionId;
        this.context = context;
        this.lane = lane;
    }

    int queueMax() {
        return context.limits().queuedTurns();
    }

    Counters counters() {
        return context.counters();
    }

    /** Begins no turn any more: the session is about to be closed for good. */
    void leave() {
        leaving = true;
    }

    boolean isLeaving() {
        return leaving;
    }

    void requireTakes(List<PromptFile> files) {
        if (!files.isEmpty() && !context.agent().takesFiles()) {
            throw Refusal.invalid("files must be left out: this agent takes none.");
        }
    }

    RunningTurn prepare(OpenSession session, Turn turn, Trace trace) {
        RunningTurn[] self = new RunningTurn[1];
        AnswerIntake intake = new AnswerIntake(context.pools().timer(), () -> advance(self[0]));
        self[0] = new RunningTurn(turn, trace, new Answer(session, turn.id()), intake);
        return self[0];
    }

    /** What the agent is asked; reads the session, so it belongs into the command that starts the turn. */
    Prompt promptOf(OpenSession session, RunningTurn running, Said said) {
        Turn turn = running.turn();
        Session facts = session.identity().session();
        return new Prompt(sessionId, turn.id(), said.content(), turn.mode(), turn.model(), facts.repoOwner(), facts.repoName(),
                session.metadata().memory(), running.trace().traceparent(), said.files());
    }

    /** Sets the agent to work. Called on the lane, once the turn is recorded as running. */
    void start(RunningTurn running, Prompt prompt) {
        if (running.hasEnded()) {
            return;
        }
        Agent agent = context.agent();
        try {
            Duration max = context.limits().turn();
            running.limit(new Deadline(context.pools().timer(), max, () -> tell(running,
                    turn -> turn.expire(running, "The agent worked longer than " + max.toSeconds() + " seconds."))).run());
            running.working(agent.start(prompt, running.intake()));
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, e, () -> line("The agent could not start.", running));
            running.intake().failed("The agent could not be started.");
        }
    }

    /** Gives people a limited time to answer what the agent asks. @return to be cancelled when they have */
    Future<?> limitAnswer(RunningTurn running, String askId) {
        return context.pools().timer().schedule(() -> tell(running, turn -> turn.expireAsk(running, askId)),
                context.limits().answer().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Has a stopped agent let go, then lets the next turn begin. */
    void release(RunningTurn running) {
        CompletionStage<Void> released = running.release();
        CompletableFuture<Void> bounded = released.toCompletableFuture().copy().orTimeout(RELEASE_SECONDS_MAX, TimeUnit.SECONDS);
        bounded.whenComplete((nothing, failure) -> {
            if (failure != null) {
                LOG.log(Level.WARNING, failure, () -> line("The agent did not let go in time.", running));
            }
            tell(running, turn -> turn.released(running));
        });
    }

    /** Has recorded what the agent said; when that cannot be done, the turn ends with what is stored. */
    private void advance(RunningTurn running) {
        tell(running, turn -> turn.advance(running)).exceptionally(failure -> {
            giveUp(running);
            return null;
        });
    }

    /** Ends a turn whose end could not be recorded, once more and otherwise. */
    void giveUp(RunningTurn running) {
        tell(running, turn -> turn.giveUp(running));
    }

    private CompletionStage<?> tell(RunningTurn running, Consumer<CurrentTurn> message) {
        Trace before = running.trace().enter();
        try {
            return lane.apply(message);
        } finally {
            before.enter();
        }
    }

    private String line(String sentence, RunningTurn running) {
        return LogLine.of(sentence, LogLine.SESSION, sessionId, LogLine.TURN, running.turn().id());
    }

    /** Has the agent let go of a turn whose session's memory is being dropped; nobody waits for it. */
    void abandon(RunningTurn running) {
        running.end();
        running.release();
    }
}
