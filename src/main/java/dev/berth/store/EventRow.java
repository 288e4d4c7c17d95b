package dev.berth.store;

import dev.berth.session.Event;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.Table;

@Entity
@Table(name = "events")
@NamedNativeQuery(name = "event.insert", query = """
        INSERT INTO events (seq, type, body, created_at, turn_id)
        VALUES (?1, ?2, ?3, ?4, ?5)""")
@NamedNativeQuery(name = "event.last", query = "SELECT * FROM events ORDER BY seq DESC LIMIT 1", resultClass = EventRow.class)
@NamedNativeQuery(name = "event.after", query = "SELECT * FROM events WHERE seq > ?1 ORDER BY seq LIMIT ?2", resultClass = EventRow.class)
@NamedNativeQuery(name = "event.turnAt",
        query = "SELECT turn_id FROM events WHERE seq <= ?1 AND turn_id IS NOT NULL ORDER BY seq DESC LIMIT 1")
@NamedNativeQuery(name = "event.ofTurn", query = "SELECT seq FROM events WHERE seq > ?1 AND turn_id = ?2 LIMIT 1")
@NamedNativeQuery(name = "event.deltas",
        query = "SELECT * FROM events WHERE seq > ?1 AND turn_id = ?2 AND type = 'message-delta' ORDER BY seq",
        resultClass = EventRow.class)
@NamedNativeQuery(name = "event.prune",
        query = "DELETE FROM events WHERE seq >= ?1 AND seq < ?2 AND turn_id = ?3 AND type IN ('message-delta', 'message-parts')")
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

    Event toEvent() {
        return new Event(seq, type, turnId, body, createdAt);
    }
}
