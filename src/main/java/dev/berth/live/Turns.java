package dev.berth.live;

import dev.berth.log.Trace;
import dev.berth.session.Activity;
import dev.berth.session.Ids;
import dev.berth.session.Message;
import dev.berth.session.NewMessage;
import dev.berth.session.Permission;
import dev.berth.session.PermissionReply;
import dev.berth.session.Question;
import dev.berth.session.Refusal;
import dev.berth.session.Turn;
import dev.berth.session.TurnState;
import dev.berth.session.TurnTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The turns of a session: those that wait, in their order, the one that runs, and those that have ended. Every change of state is
 * recorded before anything acts on it. On the lane only.
 */
public final class Turns {

    private static final int ENDED_SHOWN_MAX = 50;

    private final OpenSession session;
    private final TurnTable table;
    private final TurnRunner runner;
    private final TurnMessages messages;
    private final TurnLedger ledger;
    private final TurnQueue queue;
    private final CurrentTurn current;

    Turns(OpenSession session, TurnTable table, TurnRunner runner) {
        this.session = session;
        this.table = table;
        this.runner = runner;
        this.messages = new TurnMessages(session.messages());
        this.ledger = new TurnLedger(session, table, runner.counters());
        this.queue = new TurnQueue(table, ledger::announce);
        this.current = new CurrentTurn(session, table, runner, ledger, this::startNext);
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
        return current.running();
    }

    /** The turn that runs, to whom its agent speaks. */
    CurrentTurn current() {
        return current;
    }

    public Turn find(String turnId) {
        return running().filter(turn -> turn.id().equals(turnId)).or(() -> queue.find(turnId)).or(() -> table.find(turnId))
                .orElseThrow(() -> Refusal.notFound("turn"));
    }

    /** Stops the turn that runs; what the agent had said stays. @return that turn, or the latest ended when none runs */
    public Optional<Turn> stop() {
        return current.cutShort(TurnState.STOPPED, null).or(() -> table.ended(1).stream().findFirst());
    }

    /** Ends the turn that runs because Berth itself stops. */
    Optional<Turn> interrupt(String reason) {
        return current.cutShort(TurnState.INTERRUPTED, reason);
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
        return current.permit(id, reply, message, userId);
    }

    /** Answers what the agent asks; see {@link dev.berth.session.Questions#answer}. */
    public Question answer(String id, List<List<String>> answers, String userId) {
        return current.answer(id, answers, userId);
    }

    Activity activity() {
        if (current.isWaiting()) {
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
        return !current.isFree() || !queue.isEmpty();
    }

    /** Whether the last run has left something to settle or to go on with. */
    boolean hasLeft() {
        return !queue.isEmpty() || !table.running().isEmpty();
    }

    /** Settles what a crash has cut off, then goes on with the queue. Called once, when the file was opened. */
    void recover() {
        List<Turn> cutOff = table.running();
        if (!cutOff.isEmpty()) {
            current.expireLeft();
        }
        for (Turn turn : cutOff) {
            new TurnRecovery(session, ledger).interrupt(turn);
        }
        startNext();
    }

    /** Reads again what an undone command may have changed. */
    void reload() {
        current.reload();
        queue.reload();
        ledger.reload();
    }

    private Turn startOrQueue(Turn turn, Said said) {
        return current.isFree() && !runner.isLeaving() ? current.start(turn, said, Trace.current()) : queue.add(turn);
    }

    private void startNext() {
        if (current.isFree() && !queue.isEmpty() && !runner.isLeaving()) {
            Turn next = queue.takeFirst();
            current.start(next, messages.said(next), queue.takeTrace(next));
        }
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
        if (!current.isFree() && queue.size() >= runner.queueMax()) {
            throw new Refusal(Refusal.Code.TOO_MANY, "The queue is full: " + runner.queueMax() + " turns are waiting.", 5);
        }
    }
}
