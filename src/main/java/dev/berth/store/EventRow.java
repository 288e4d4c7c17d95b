package dev.berth.store;

import dev.berth.session.Event;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;

@Entity
@Table(name = "events")
@NamedQuery(name = "event.last", query = "SELECT e FROM EventRow e ORDER BY e.seq DESC")
@NamedQuery(name = "event.after", query = "SELECT e FROM EventRow e WHERE e.seq > :seq ORDER BY e.seq")
@NamedQuery(name = "event.turnAt",
        query = "SELECT e.turnId FROM EventRow e WHERE e.seq <= :seq AND e.turnId IS NOT NULL ORDER BY e.seq DESC")
@NamedQuery(name = "event.ofTurn", query = "SELECT e.seq FROM EventRow e WHERE e.seq > :seq AND e.turnId = :turn ORDER BY e.seq")
@NamedQuery(name = "event.deltas", query = "SELECT e FROM EventRow e WHERE e.seq > :seq AND e.turnId = :turn "
        + "AND e.type = 'message-delta' ORDER BY e.seq")
@NamedQuery(name = "event.prune", query = "DELETE FROM EventRow e WHERE e.seq >= :from AND e.seq < :before AND e.turnId = :turn "
        + "AND e.type IN ('message-delta', 'message-parts')")
class EventRow {

    @Id
    private long seq;
    private String type;
    private String body;
    @Column(name = "created_at")
    private long createdAt;
    @Column(name = "turn_id")
    private String turnId;

    protected EventRow() {
    }

    EventRow(Event event) {
        seq = event.seq();
        type = event.type();
        body = event.body();
        createdAt = event.createdAt();
        turnId = event.turnId();
    }

    Event toEvent() {
        return new Event(seq, type, turnId, body, createdAt);
    }
}
