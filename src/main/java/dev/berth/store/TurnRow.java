package dev.berth.store;

import dev.berth.session.Mode;
import dev.berth.session.Turn;
import dev.berth.session.TurnState;
import dev.berth.session.Usage;
import dev.berth.session.WireName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.Table;

@Entity
@Table(name = "turns")
@NamedNativeQuery(name = "turn.put", query = """
        INSERT OR REPLACE INTO turns (id, message_id, answer_id, state, mode, model, rank, reason, started_at, ended_at,
          progress, usage)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)""")
@NamedNativeQuery(name = "turn.find", query = "SELECT * FROM turns WHERE id = ?1", resultClass = TurnRow.class)
@NamedNativeQuery(name = "turn.inState",
        query = "SELECT * FROM turns WHERE ended_at IS NULL AND state = ?1 ORDER BY rank", resultClass = TurnRow.class)
@NamedNativeQuery(name = "turn.ended",
        query = "SELECT * FROM turns WHERE ended_at IS NOT NULL ORDER BY rank DESC LIMIT ?1", resultClass = TurnRow.class)
@NamedNativeQuery(name = "turn.lastRank", query = """
        SELECT MAX(COALESCE((SELECT MAX(rank) FROM turns WHERE ended_at IS NULL), 0),
          COALESCE((SELECT MAX(rank) FROM turns WHERE ended_at IS NOT NULL), 0))""")
class TurnRow {

    @Id
    private String id;
    @Column(name = "message_id")
    private String messageId;
    @Column(name = "answer_id")
    private String answerId;
    private String state;
    private String mode;
    private String model;
    private long rank;
    private String reason;
    @Column(name = "started_at")
    private Long startedAt;
    @Column(name = "ended_at")
    private Long endedAt;
    private String progress;
    private String usage;

    protected TurnRow() {
    }

    Turn toTurn() {
        return new Turn(id, messageId, answerId, WireName.stored(TurnState.class, state),
                WireName.stored(Mode.class, mode), model, rank, null, reason, startedAt, endedAt,
                progress, Usage.parse(usage));
    }
}
