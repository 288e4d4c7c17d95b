package dev.berth.live;

import dev.berth.log.Trace;
import dev.berth.session.Activity;
import dev.berth.session.Ids;
import dev.berth.session.Message;
import dev.berth.session.MessageText;
import dev.berth.session.NewMessage;
import dev.berth.session.Permission;
import dev.berth.session.PermissionReply;
import dev.berth.session.Prompt;
import dev.berth.session.Question;
import dev.berth.session.Refusal;
import dev.berth.session.Turn;
import dev.berth.session.TurnState;
import dev.berth.session.TurnTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The queue of a session's turns and the state machine of the one that runs: {@code queued → running → completed | stopped |
 * failed | interrupted}. Every change of state is recorded before anything acts on it. On the lane only.
 */
public final class Turns {

    private static final int ENDED_SHOWN_MAX = 50;

    private final OpenSession session;
    private final TurnTable table;
    private final TurnRunner runner;
    private final TurnMessages messages;
    private final TurnLedger ledger;
    private final TurnQueue queue;
    private final Asks asks;
    private final AnswerRecorder recorder;
    private RunningTurn current;

    Turns(OpenSession session, TurnTable table, TurnRunner runner) {
        this.session = session;
        this.table = table;
        this.runner = runner;
        this.messages = new TurnMessages(session.messages());
        this.ledger = new TurnLedger(session, table, runner.counters());
        this.queue = new TurnQueue(table, ledger::announce);
        this.asks = new Asks(session, runner);
        this.recorder = new AnswerRecorder(session, table, asks, ledger);
    }

    /** Stores the user's message and starts its turn, or queues it while another runs. */
    public Prompted prompt(PromptWish wish) {
        session.identity().requireActive();
        String turnId = Ids.next();
        runner.requireTakes(wish.files());
        NewMessage said = wish.message(turnId);
        Optional<Message> known = session.messages().alreadySent(said);
        if (known.isPresent()) {
            return again(known.get());
        }
        requireRoom();
        session.requireRoom();
        Message message = session.messages().store(said);
        Turn turn = Turn.queued(turnId, message.id(), wish.mode() == null ? session.identity().session().mode() : wish.mode(),
                wish.model(), queue.nextRank());
        Turn placed = startOrQueue(turn, wish.said());
        return new Prompted(message, placed, session.identity().epoch(), true);
    }

    /** The turn that runs, the queued ones in order, then the latest ended. */
    public List<Turn> list() {
        List<Turn> turns = new ArrayList<>();
        running().ifPresent(turns::add);
        turns.addAll(queue.all());
        turns.addAll(table.ended(ENDED_SHOWN_MAX));
        return turns;
    }

    /** The turn that runs. */
    public Optional<Turn> running() {
        return current == null || current.hasEnded() ? Optional.empty() : Optional.of(current.turn());
    }

    public Turn find(String turnId) {
        return running().filter(turn -> turn.id().equals(turnId)).or(() -> queue.find(turnId)).or(() -> table.find(turnId))
                .orElseThrow(() -> Refusal.notFound("turn"));
    }

    /** Stops the turn that runs; what the agent had said stays. @return that turn, or the latest ended when none runs */
    public Optional<Turn> stop() {
        if (running().isEmpty()) {
            return table.ended(1).stream().findFirst();
        }
        return Optional.of(cut(TurnState.STOPPED, null));
    }

    /** Ends the turn that runs because Berth itself stops. */
    Optional<Turn> interrupt(String reason) {
        return running().map(turn -> cut(TurnState.INTERRUPTED, reason));
    }

    /** Moves a queued turn, rewrites its message, or both. @throws Refusal when it is not queued any more */
    public Turn change(String turnId, TurnChange wish) {
        if (wish.content() != null) {
            rewrite(turnId, wish.content());
        }
        return wish.position() == null ? requireQueued(turnId) : move(turnId, wish.position());
    }

    /** Moves a queued turn. @param position 1 for the next to run */
    public Turn move(String turnId, int position) {
        return queue.move(requireQueued(turnId), position);
    }

    /** Puts other words into the message of a queued turn, which will run with them; its files stay. */
    private void rewrite(String turnId, String content) {
        Message message = messages.require(requireQueued(turnId));
        session.identity().requireActive();
        session.requireRoom();
        messages.rewrite(message, content);
    }

    /** Takes a queued turn out, and its message with it. */
    public void remove(String turnId) {
        Turn turn = requireQueued(turnId);
        messages.remove(turn);
        ledger.recordEnd(turn.ended(TurnState.STOPPED, "Removed from the queue.", session.events().now()));
        queue.remove(turn);
    }

    /** Runs a failed, stopped or interrupted turn again, after those that wait. What it had said stays. */
    public Turn retry(String turnId) {
        session.identity().requireActive();
        Turn turn = find(turnId);
        if (!turn.state().canRetry()) {
            throw Refusal.conflict("A turn that is " + turn.state().wireName() + " cannot be run again.");
        }
        Message message = messages.require(turn);
        requireRoom();
        return startOrQueue(turn.queuedAgain(queue.nextRank()), Said.in(message));
    }

    /** Answers what the agent wants to do; see {@link dev.berth.session.Permissions#answer}. */
    public Permission permit(String id, PermissionReply reply, String message, String userId) {
        return asks.answer(current, id, reply, message, userId);
    }

    /** Answers what the agent asks; see {@link dev.berth.session.Questions#answer}. */
    public Question answer(String id, List<List<String>> answers, String userId) {
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

    Activity activity() {
        if (running().isPresent() && asks.isWaiting()) {
            return Activity.WAITING;
        }
        if (running().isPresent() || !queue.isEmpty()) {
            return Activity.RUNNING;
        }
        boolean failed = ledger.latestEnd().filter(end -> end == TurnState.FAILED || end == TurnState.INTERRUPTED).isPresent();
        return failed ? Activity.FAILED : Activity.IDLE;
    }

    /** How many turns wait. */
    int queued() {
        return queue.size();
    }

    /** Whether something runs, waits, or has yet to let go. */
    boolean isBusy() {
        return current != null || !queue.isEmpty();
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
            startNext();
        }
    }

    /** Settles what a crash has cut off, then goes on with the queue. Called once, when the file was opened. */
    void recover() {
        List<Turn> cutOff = table.running();
        if (!cutOff.isEmpty()) {
            asks.reload();
            asks.expireAll();
        }
        for (Turn turn : cutOff) {
            new TurnRecovery(session, ledger).interrupt(turn);
        }
        startNext();
    }

    private Optional<Message> storedAnswer(Turn turn) {
        return Optional.ofNullable(turn.answerId()).flatMap(session.messages()::find);
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
            reloadCurrent(table.find(current.turn().id()).map(Turn::state).orElse(TurnState.QUEUED));
        }
        queue.reload();
        if (current != null) {
            asks.reload();
        }
        ledger.reload();
    }

    private void reloadCurrent(TurnState stored) {
        if (stored == TurnState.QUEUED) {
            current = null;
        } else if (stored == TurnState.RUNNING && current.reopen()) {
            runner.giveUp(current);
        }
    }

    private Turn startOrQueue(Turn turn, Said said) {
        return current == null && !runner.isLeaving() ? start(turn, said, Trace.current()) : queue.add(turn);
    }

    private Turn start(Turn turn, Said said, Trace trace) {
        Turn started = turn.started(session.events().now());
        ledger.recordStart(started);
        RunningTurn running = runner.prepare(session, started, trace);
        Prompt prompt = runner.promptOf(session, running, said);
        current = running;
        session.whenDurable(() -> runner.start(running, prompt));
        return started;
    }

    private void startNext() {
        if (current == null && !queue.isEmpty() && !runner.isLeaving()) {
            Turn next = queue.takeFirst();
            start(next, messages.said(next), queue.takeTrace(next));
        }
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
        startNext();
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

    private Prompted again(Message message) {
        Turn turn = Optional.ofNullable(message.turnId()).map(this::find)
                .orElseThrow(() -> Refusal.conflict("clientMessageId was used before for a message that is no prompt."));
        return new Prompted(message, turn, session.identity().epoch(), false);
    }

    private Turn requireQueued(String turnId) {
        Turn turn = find(turnId);
        if (turn.state() != TurnState.QUEUED) {
            throw Refusal.conflict("Only a queued turn can be moved, rewritten or removed; this one is " + turn.state().wireName() + ".");
        }
        return turn;
    }

    private void requireRoom() {
        if (current != null && queue.size() >= runner.queueMax()) {
            throw new Refusal(Refusal.Code.TOO_MANY, "The queue is full: " + runner.queueMax() + " turns are waiting.", 5);
        }
    }
}
