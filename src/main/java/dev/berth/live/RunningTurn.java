package dev.berth.live;

import dev.berth.session.AgentRun;
import dev.berth.session.Turn;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/** The turn that runs in an open session: its row, its answer, and its agent's work. On the lane only, but for the intake. */
final class RunningTurn {

    private final Answer answer;
    private final AnswerIntake intake;
    private Turn turn;
    private AgentRun run;
    private Future<?> deadline;
    private boolean ended;

    RunningTurn(Turn turn, Answer answer, AnswerIntake intake) {
        this.turn = turn;
        this.answer = answer;
        this.intake = intake;
    }

    Turn turn() {
        return turn;
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

    void working(AgentRun agentRun, Future<?> untilDeadline) {
        run = agentRun;
        deadline = untilDeadline;
    }

    /** Whether its end is recorded; its agent may still have to let go. */
    boolean hasEnded() {
        return ended;
    }

    void end() {
        ended = true;
        intake.close();
    }

    /** Has the agent let go. @return completes when it has */
    CompletionStage<Void> release() {
        if (deadline != null) {
            deadline.cancel(false);
        }
        return run == null ? CompletableFuture.completedFuture(null) : run.stop();
    }
}
