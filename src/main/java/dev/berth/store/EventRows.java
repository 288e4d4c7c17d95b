package dev.berth.store;

import dev.berth.session.Event;
import dev.berth.session.EventTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class EventRows implements EventTable {

    private final Rows rows;

    EventRows(Rows rows) {
        this.rows = rows;
    }

    @Override
    public Optional<Event> last() {
        return rows.first(EventRow.class, "event.last", Map.of()).map(EventRow::toEvent);
    }

    @Override
    public void insert(Event event) {
        rows.insert(new EventRow(event));
    }

    @Override
    public List<Event> after(long seq, int limit) {
        return rows.list(EventRow.class, "event.after", Map.of("seq", seq), limit).stream().map(EventRow::toEvent).toList();
    }

    @Override
    public Optional<String> turnAt(long seq) {
        return rows.first(String.class, "event.turnAt", Map.of("seq", seq));
    }

    @Override
    public boolean hasTurnAfter(String turnId, long seq) {
        return rows.first(Long.class, "event.ofTurn", Map.of("seq", seq, "turn", turnId)).isPresent();
    }

    @Override
    public List<Event> deltasOfTurn(String turnId, long seq) {
        return rows.list(EventRow.class, "event.deltas", Map.of("seq", seq, "turn", turnId)).stream().map(EventRow::toEvent).toList();
    }

    @Override
    public void pruneAnswer(String turnId, long from, long before) {
        rows.execute("event.prune", Map.of("turn", turnId, "from", from, "before", before));
    }
}
