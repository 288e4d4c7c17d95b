package dev.berth.store;

import dev.berth.session.Mode;
import dev.berth.session.Turn;
import dev.berth.session.TurnState;
import dev.berth.session.Usage;
import dev.berth.session.WireName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;

@Entity
@Table(name = "turns")
@NamedQuery(name = "turn.inState", query = "SELECT t FROM TurnRow t WHERE t.state = :state ORDER BY t.rank")
@NamedQuery(name = "turn.ended", query = "SELECT t FROM TurnRow t WHERE t.endedAt IS NOT NULL ORDER BY t.rank DESC")
@NamedQuery(name = "turn.ofMessage", query = "SELECT t FROM TurnRow t WHERE t.messageId = :id")
@NamedQuery(name = "turn.lastRank", query = "SELECT MAX(t.rank) FROM TurnRow t")
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

    TurnRow(Turn turn) {
        id = turn.id();
        messageId = turn.messageId();
        answerId = turn.answerId();
        state = turn.state().wireName();
        mode = turn.mode().wireName();
        model = turn.model();
        rank = turn.rank();
        reason = turn.reason();
        startedAt = turn.startedAt();
        endedAt = turn.endedAt();
        progress = turn.progress();
        usage = turn.usage() == null ? null : turn.usage().toJson();
    }

    Turn toTurn() {
        return new Turn(id, messageId, answerId, WireName.stored(TurnState.class, state),
                WireName.stored(Mode.class, mode), model, rank, null, reason, startedAt, endedAt,
                progress, Usage.parse(usage));
    }
}
