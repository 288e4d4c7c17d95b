package dev.berth.store;

import dev.berth.session.Event;
import dev.berth.session.EventTable;
import dev.berth.sqlite.Rows;
import java.util.List;
import java.util.Optional;

final class EventRows implements EventTable {

    private final Rows rows;

    EventRows(Rows rows) {
        this.rows = rows;
    }

    @Override
    public Optional<Event> last() {
        return rows.first(EventRow.class, "event.last").map(EventRow::toEvent);
    }

    @Override
    public void insert(Event event) {
        rows.write("event.insert", event.seq(), event.type(), event.body(), event.createdAt(), event.turnId());
    }

    @Override
    public List<Event> after(long seq, int limit) {
        return rows.list(EventRow.class, "event.after", seq, limit).stream().map(EventRow::toEvent).toList();
    }

    @Override
    public Optional<String> turnAt(long seq) {
        return rows.first(String.class, "event.turnAt", seq);
    }

    @Override
    public boolean hasTurnAfter(String turnId, long seq) {
        return rows.first(Number.class, "event.ofTurn", seq, turnId).isPresent();
    }

    @Override
    public List<Event> deltasOfTurn(String turnId, long seq) {
        return rows.list(EventRow.class, "event.deltas", seq, turnId).stream().map(EventRow::toEvent).toList();
    }

    @Override
    public void pruneAnswer(String turnId, long from, long before) {
        rows.write("event.prune", from, before, turnId);
    }
}
