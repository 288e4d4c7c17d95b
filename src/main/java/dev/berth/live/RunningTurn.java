package dev.berth.live;

import dev.berth.log.LogLine;
import dev.berth.log.Trace;
import dev.berth.session.AgentRun;
import dev.berth.session.PermissionReply;
import dev.berth.session.Turn;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The turn that runs in an open session: its row, its answer, and its agent's work. On the lane only, but for the intake. */
final class RunningTurn {

    private static final Logger LOG = Logger.getLogger(RunningTurn.class.getName());

    private final Trace trace;
    private final AnswerIntake intake;
    private Answer answer;
    private Turn turn;
    private AgentRun run;
    private Deadline deadline;
    private boolean closed;
    private boolean reopened;
    private boolean ended;

    /** @param trace the request that asked for it */
    RunningTurn(Turn turn, Trace trace, Answer answer, AnswerIntake intake) {
        this.trace = trace;
        this.turn = turn;
        this.answer = answer;
        this.intake = intake;
    }

    Turn turn() {
        return turn;
    }

    Trace trace() {
        return trace;
    }

    void become(Turn other) {
        turn = other;
    }

    Answer answer() {
        return answer;
    }

    AnswerIntake intake() {
        return intake;
    }

    /** Goes on with the answer as it is stored, after what was remembered of it was undone. */
    void rewrite(Answer stored) {
        answer = stored;
    }

    void limit(Deadline max) {
        deadline = max;
    }

    /** Lets the time stand still in which the agent has to be done: it waits for people. */
    void holdDeadline() {
        if (deadline != null) {
            deadline.hold();
        }
    }

    void runDeadline() {
        if (deadline != null && !ended) {
            deadline.run();
        }
    }

    /** Tells the agent what people say to what it wants to do. */
    void permit(String permissionId, PermissionReply reply, String message) {
        if (run != null && !ended) {
            run.permit(permissionId, reply, message);
        }
    }

    /** Tells the agent what people answer; null when they do not want to. */
    void answer(String questionId, List<List<String>> answers) {
        if (run != null && !ended) {
            run.answer(questionId, answers);
        }
    }

    void working(AgentRun agentRun) {
        run = agentRun;
    }

    /** Whether its end is recorded; its agent may still have to let go. */
    boolean hasEnded() {
        return ended;
    }

    void end() {
        ended = true;
        close();
    }

    /** Takes nothing more from the agent. @return what it had said and nobody has taken */
    List<AnswerStep> close() {
        closed = true;
        return intake.close();
    }

    /**
     * Takes note that what ended it was undone, if anything had: it can be ended again.
     *
     * @return whether that is worth a try: an end that cannot be recorded twice is not tried for ever
     */
    boolean reopen() {
        boolean first = closed && !reopened;
        reopened |= closed;
        ended = false;
        return first;
    }

    /** Has the agent let go. @return completes when it has */
    CompletionStage<Void> release() {
        holdDeadline();
        try {
            CompletionStage<Void> stopped = run == null ? null : run.stop();
            return stopped == null ? CompletableFuture.completedFuture(null) : stopped;
        } catch (RuntimeException e) {
            // Stop works whatever the agent does; its turn is over, and what it still says is ignored.
            LOG.log(Level.SEVERE, e, () -> LogLine.of("An agent could not be stopped.", LogLine.TURN, turn.id()));
            return CompletableFuture.completedFuture(null);
        }
    }
}
