package dev.berth.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What was said in a session, in the order of {@code seq}. */
public final class Messages {

    private static final long NOT_COUNTED = -1;

    private final MessageTable table;
    private final Events events;
    private final String epoch;
    /** Counted once when first asked for, then kept: counting a million rows for each look at a session would cost. */
    private long count = NOT_COUNTED;

    public Messages(MessageTable table, Events events, String epoch) {
        this.table = table;
        this.events = events;
        this.epoch = epoch;
    }

    /** Stores a message, or returns the one that the same client sent before under the same id. */
    public Message append(NewMessage wish) {
        return alreadySent(wish).orElseGet(() -> store(wish));
    }

    /**
     * The message that was stored before under the same {@code clientMessageId}.
     *
     * @throws Refusal when that one has another content
     */
    public Optional<Message> alreadySent(NewMessage wish) {
        if (wish.clientMessageId() == null) {
            return Optional.empty();
        }
        Optional<Message> known = table.findByClientId(wish.clientMessageId());
        known.ifPresent(message -> requireSame(message, wish));
        return known;
    }

    public Message store(NewMessage wish) {
        Message message = new Message(Ids.next(), wish.role(), wish.content(), wish.partsOrText(), events.now(),
                events.next(), wish.turnId(), wish.clientMessageId());
        table.insert(message);
        count = count == NOT_COUNTED ? count : count + 1;
        events.append(Event.MESSAGE, message.turnId(), out -> out.member("message", message));
        return message;
    }

    /** Puts other words into a message, which keeps its id, its number and so its place. */
    public void rewrite(Message rewritten) {
        table.update(rewritten);
        events.append(Event.MESSAGE, rewritten.turnId(), out -> out.member("message", rewritten));
    }

    /** Replaces the parts of a message, and with them all deltas before. */
    public void replaceParts(Message message) {
        table.update(message);
        events.append(Event.MESSAGE_PARTS, message.turnId(),
                out -> out.member("messageId", message.id()).name("parts").raw(message.parts()));
    }

    public void remove(Message message) {
        table.delete(message.id());
        count = NOT_COUNTED;
        events.append(Event.MESSAGE_DELETED, message.turnId(), out -> out.member("messageId", message.id()));
    }

    public Optional<Message> find(String id) {
        return table.find(id);
    }

    public List<Message> page(MessagePage page) {
        return page.after() != null ? table.after(seqAfter(page), page.limit()) : table.before(seqBefore(page), page.limit());
    }

    /**
     * Looks for words in the next few messages, back from the newest when no place is given. It ends where enough were found.
     *
     * @param soFar gives what a message says that is being written
     */
    public Stretch<Message> search(MessageSearch wish, UnaryOperator<MessageText> soFar) {
        List<MessageText> texts = texts(wish);
        List<Message> found = new ArrayList<>();
        int looked = 0;
        long chars = 0;
        while (looked < texts.size() && found.size() < wish.page().limit()) {
            MessageText text = soFar.apply(texts.get(looked));
            if (wish.words().areIn(text.content())) {
                table.find(text.id()).ifPresent(found::add);
            }
            chars += text.content().length();
            looked++;
        }
        boolean end = looked == texts.size() && looked < MessageSearch.LOOKED_AT_ONCE_MAX;
        long reached = looked == 0 ? 0 : texts.get(looked - 1).seq();
        return new Stretch<>(found, looked, chars, new Cursor(epoch, reached), end);
    }

    private List<MessageText> texts(MessageSearch wish) {
        int limit = MessageSearch.LOOKED_AT_ONCE_MAX;
        return wish.isForward() ? table.textsAfter(seqAfter(wish.page()), limit) : table.textsBefore(seqBefore(wish.page()), limit);
    }

    public long count() {
        if (count == NOT_COUNTED) {
            count = table.count();
        }
        return count;
    }

    /** Counts again next time, after a command was undone. */
    public void recount() {
        count = NOT_COUNTED;
    }

    private long seqAfter(MessagePage page) {
        return seqOf("after", page.after());
    }

    private long seqBefore(MessagePage page) {
        return page.before() == null ? Long.MAX_VALUE : seqOf("before", page.before());
    }

    private long seqOf(String field, String place) {
        if (!Cursor.isCursor(place)) {
            return table.find(place).orElseThrow(() -> Refusal.invalid(field + " names no message of this session.")).seq();
        }
        Cursor cursor = Cursor.parse(field, place);
        if (!cursor.isOf(epoch)) {
            throw Refusal.invalid(field + " is a cursor of another history of this session.");
        }
        return cursor.seq();
    }

    private static void requireSame(Message known, NewMessage wish) {
        boolean same = known.role() == wish.role() && known.content().equals(wish.content())
                && known.parts().equals(wish.partsOrText());
        if (!same) {
            throw Refusal.conflict("clientMessageId was used before with another content.");
        }
    }
}
