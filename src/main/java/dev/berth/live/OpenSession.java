package dev.berth.live;

import dev.berth.session.Cursor;
import dev.berth.session.Event;
import dev.berth.session.Events;
import dev.berth.session.Identity;
import dev.berth.session.Message;
import dev.berth.session.MessagePage;
import dev.berth.session.MessageSearch;
import dev.berth.session.Messages;
import dev.berth.session.Metadata;
import dev.berth.session.Permissions;
import dev.berth.session.Questions;
import dev.berth.session.Refusal;
import dev.berth.session.Session;
import dev.berth.session.SessionLog;
import dev.berth.session.Shares;
import dev.berth.session.Stretch;
import dev.berth.session.Tasks;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A session while its file is open: the rules over its log, and what is remembered of it. On its lane only; dropped when the
 * session hibernates or when a commit failed, since then memory and disk may differ.
 */
public final class OpenSession {

    private final SessionLog log;
    private final Events events;
    private final Identity identity;
    private final Messages messages;
    private final Tasks tasks;
    private final Metadata metadata;
    private final Shares shares;
    private final Permissions permissions;
    private final Questions questions;
    private final Turns turns;
    private final LatestPage latestPage = new LatestPage();
    private final long wokeAt;
    private List<Runnable> consequences = new ArrayList<>();

    OpenSession(SessionLog log, Clock clock, TurnRunner runner) {
        this.log = log;
        this.events = new Events(log.events(), clock);
        this.wokeAt = events.last();
        this.identity = new Identity(log.meta(), events);
        this.messages = new Messages(log.messages(), events, identity.epoch());
        this.tasks = new Tasks(log.tasks(), events);
        this.metadata = new Metadata(log.meta(), events);
        this.shares = new Shares(log.meta(), clock);
        this.permissions = new Permissions(log.permissions(), events);
        this.questions = new Questions(log.questions(), events);
        this.turns = new Turns(this, log.turns(), runner);
    }

    public Events events() {
        return events;
    }

    public Identity identity() {
        return identity;
    }

    public Messages messages() {
        return messages;
    }

    public Tasks tasks() {
        return tasks;
    }

    public Metadata metadata() {
        return metadata;
    }

    public Shares shares() {
        return shares;
    }

    public Permissions permissions() {
        return permissions;
    }

    public Questions questions() {
        return questions;
    }

    public Turns turns() {
        return turns;
    }

    /** Refuses to add to a session that is full. What was begun before goes on, and everything can be read. */
    public void requireRoom() {
        if (log.isFull()) {
            throw new Refusal(Refusal.Code.TOO_LARGE, "This session is full; go on in a new one.");
        }
    }

    SessionLog log() {
        return log;
    }

    /** The session as it is now. */
    public Session session() {
        return identity.session().at(events.last(), events.lastAt(), turns.activity(), tasks.counted());
    }

    /** A page of messages; the answer that is being given appears with the text so far. */
    public List<Message> page(MessagePage page) {
        return messages.page(page).stream().map(turns.current()::withTextSoFar).toList();
    }

    /**
     * The same in the form in which it is sent; not read again when it was asked for before and nothing has happened since.
     *
     * @param form called on the lane; what it gives is kept and must not be changed
     */
    public byte[] page(MessagePage page, Function<List<Message>, byte[]> form) {
        Supplier<byte[]> read = () -> form.apply(page(page));
        return turns.isBusy() ? read.get() : latestPage.of(page, events.last(), read);
    }

    /**
     * The next few events after a place, at most {@code limit}.
     *
     * @throws Refusal when the place means nothing in this history
     */
    public Stretch<Event> eventsAfter(Cursor place, int limit) {
        LogStretch.require(this, place);
        return LogStretch.after(this, place.seq(), limit);
    }

    /** Looks for words in the next few messages; the answer that is being given counts with the text so far. */
    public Stretch<Message> search(MessageSearch wish) {
        Stretch<Message> looked = messages.search(wish, turns.current()::withTextSoFar);
        List<Message> found = looked.found().stream().map(turns.current()::withTextSoFar).toList();
        return new Stretch<>(found, looked.looked(), looked.chars(), looked.reached(), looked.end());
    }

    /** The number of the latest event when the file was opened. */
    long wokeAt() {
        return wokeAt;
    }

    /** Has something done once the running command is durable, after its events were told. */
    void whenDurable(Runnable consequence) {
        consequences.add(consequence);
    }

    List<Runnable> takeConsequences() {
        if (consequences.isEmpty()) {
            return List.of();
        }
        List<Runnable> taken = consequences;
        consequences = new ArrayList<>();
        return taken;
    }

    /** Brings what is remembered back to what is stored, after a command was undone. */
    void forgetUndone() {
        consequences.clear();
        events.forgetAppended();
        latestPage.forget();
        identity.reload();
        messages.recount();
        tasks.recount();
        metadata.reload();
        turns.reload();
    }
}
