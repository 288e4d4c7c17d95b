package dev.berth.live;

import dev.berth.log.Trace;
import dev.berth.session.Message;
import dev.berth.session.MessageText;
import dev.berth.session.Permission;
import dev.berth.session.PermissionReply;
import dev.berth.session.Prompt;
import dev.berth.session.Question;
import dev.berth.session.Turn;
import dev.berth.session.TurnState;
import dev.berth.session.TurnTable;
import java.util.List;
import java.util.Optional;

/**
 * The one turn of a session that runs, from its start to its end: {@code running → completed | stopped | failed | interrupted}. Every
 * change of state is recorded before anything acts on it. On the lane only.
 */
final class CurrentTurn {

    private final OpenSession session;
    private final TurnTable table;
    private final TurnRunner runner;
    private final TurnLedger ledger;
    private final Runnable onFree;
    private final Asks asks;
    private final AnswerRecorder recorder;
    private RunningTurn current;

    /** @param onFree called when the next one may begin */
    CurrentTurn(OpenSession session, TurnTable table, TurnRunner runner, TurnLedger ledger, Runnable onFree) {
        this.session = session;
        this.table = table;
        this.runner = runner;
        this.ledger = ledger;
        this.onFree = onFree;
        this.asks = new Asks(session, runner);
        this.recorder = new AnswerRecorder(session, table, asks, ledger);
    }

    /** The turn that runs. */
    Optional<Turn> running() {
        return current == null || current.hasEnded() ? Optional.empty() : Optional.of(current.turn());
    }

    /** Whether there is none, not even one whose agent has yet to let go. */
    boolean isFree() {
        return current == null;
    }

    /** Whether its agent waits for people. */
    boolean isWaiting() {
        return running().isPresent() && asks.isWaiting();
    }

    /** Starts one; there must be none. @param trace the request that asked for it */
    Turn start(Turn turn, Said said, Trace trace) {
        Turn started = turn.started(session.events().now());
        ledger.recordStart(started);
        RunningTurn running = runner.prepare(session, started, trace);
        Prompt prompt = runner.promptOf(session, running, said);
        current = running;
        session.whenDurable(() -> runner.start(running, prompt));
        return started;
    }

    /** Ends it, whatever its agent is doing. @return how it has ended; nothing when none runs */
    Optional<Turn> cutShort(TurnState state, String reason) {
        return running().map(turn -> cut(state, reason));
    }

    /** Answers what the agent wants to do; see {@link dev.berth.session.Permissions#answer}. */
    Permission permit(String id, PermissionReply reply, String message, String userId) {
        return asks.answer(current, id, reply, message, userId);
    }

    /** Answers what the agent asks; see {@link dev.berth.session.Questions#answer}. */
    Question answer(String id, List<List<String>> answers, String userId) {
        return asks.answer(current, id, answers, userId);
    }

    /** Shows the message that is being written with its text so far; any other comes back as it is. */
    Message withTextSoFar(Message message) {
        return isWriting(message.id()) ? current.answer().soFar() : message;
    }

    /** The same for a message of which only the text is wanted. */
    MessageText withTextSoFar(MessageText text) {
        return isWriting(text.id()) ? new MessageText(text.seq(), text.id(), current.answer().soFar().content()) : text;
    }

    private boolean isWriting(String messageId) {
        return current != null && !current.hasEnded() && messageId.equals(current.answer().messageId());
    }

    /** Records what the agent has said since the last time. */
    void advance(RunningTurn running) {
        if (running == current && !running.hasEnded()) {
            running.intake().take().forEach(this::record);
        }
    }

    /** Ends a turn whose agent said something that could not be recorded; what is stored of the answer stays. */
    void giveUp(RunningTurn running) {
        if (running == current && !running.hasEnded()) {
            Turn stored = table.find(running.turn().id()).orElseThrow();
            running.become(stored.at(0));
            running.rewrite(storedAnswer(stored).map(message -> Answer.restore(session, stored.id(), message))
                    .orElseGet(() -> new Answer(session, stored.id())));
            end(TurnState.FAILED, "Something went wrong in Berth.");
            session.whenDurable(() -> runner.release(running));
        }
    }

    /** Ends a turn that has outlived its deadline. */
    void expire(RunningTurn running, String reason) {
        if (running == current && !running.hasEnded()) {
            cut(TurnState.FAILED, reason);
        }
    }

    /** Lets what nobody has answered in time pass. */
    void expireAsk(RunningTurn running, String askId) {
        if (running == current && !running.hasEnded()) {
            asks.expire(running, askId);
        }
    }

    /** Lets the next turn begin, now that a stopped agent has let go. */
    void released(RunningTurn running) {
        if (running == current) {
            current = null;
            onFree.run();
        }
    }

    /** Lets pass what a crash has left waiting for people. */
    void expireLeft() {
        asks.reload();
        asks.expireAll();
    }

    /** Lets go of the agent, because what is remembered of this session is being dropped. */
    void abandon() {
        if (current != null) {
            runner.abandon(current);
        }
    }

    /** Reads again what an undone command may have changed. */
    void reload() {
        if (current != null) {
            reload(table.find(current.turn().id()).map(Turn::state).orElse(TurnState.QUEUED));
        }
        if (current != null) {
            asks.reload();
        }
    }

    private void reload(TurnState stored) {
        if (stored == TurnState.QUEUED) {
            current = null;
        } else if (stored == TurnState.RUNNING && current.reopen()) {
            runner.giveUp(current);
        }
    }

    private Optional<Message> storedAnswer(Turn turn) {
        return Optional.ofNullable(turn.answerId()).flatMap(session.messages()::find);
    }

    private void record(AnswerStep step) {
        if (step instanceof AnswerStep.End end && end.cutOff()) {
            cut(end.state(), end.reason());
        } else if (step instanceof AnswerStep.End end) {
            finish(end);
        } else {
            recorder.record(current, step);
        }
    }

    /** Ends the turn as its agent says; the agent has let go by itself. */
    private void finish(AnswerStep.End end) {
        end(end.state(), end.reason());
        RunningTurn finished = current;
        current = null;
        session.whenDurable(finished::release);
        onFree.run();
    }

    /** Ends the turn whatever its agent is doing, and has it let go. */
    private Turn cut(TurnState state, String reason) {
        RunningTurn running = current;
        running.close().stream().filter(step -> !(step instanceof AnswerStep.End)).forEach(this::record);
        Turn ended = end(state, reason);
        session.whenDurable(() -> runner.release(running));
        return ended;
    }

    private Turn end(TurnState state, String reason) {
        asks.expireAll();
        boolean answered = current.answer().messageId() != null;
        if (answered || state == TurnState.COMPLETED || state == TurnState.FAILED) {
            current.answer().settle(state == TurnState.FAILED ? reason : null);
            recorder.noteAnswer(current);
        }
        current.end();
        Turn ended = current.turn().ended(state, reason, session.events().now());
        ledger.recordEnd(ended);
        return ended;
    }
}
