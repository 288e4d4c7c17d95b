package dev.berth.session;

import java.util.List;
import java.util.Optional;

/** The events of one open session as rows. Called on the session's lane only. */
public interface EventTable {

    /** The event with the highest number. */
    Optional<Event> last();

    void insert(Event event);

    /** The events after {@code seq}, in order, at most {@code limit}. */
    List<Event> after(long seq, int limit);

    /** The turn of the latest event with this number or a lower one that belongs to any. */
    Optional<String> turnAt(long seq);

    /** Whether a turn has an event after {@code seq}. */
    boolean hasTurnAfter(String turnId, long seq);

    /** The deltas of a turn's answer after {@code seq}, in order. */
    List<Event> deltasOfTurn(String turnId, long seq);

    /**
     * Removes the deltas and the part lists of a turn's answer with {@code from <= seq < before}: the part list with number
     * {@code before} has replaced them.
     */
    void pruneAnswer(String turnId, long from, long before);
}
