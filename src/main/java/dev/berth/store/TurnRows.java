package dev.berth.store;

import dev.berth.session.Turn;
import dev.berth.session.TurnState;
import dev.berth.session.TurnTable;
import dev.berth.sqlite.Rows;
import java.util.List;
import java.util.Optional;

final class TurnRows implements TurnTable {

    private final Rows rows;

    TurnRows(Rows rows) {
        this.rows = rows;
    }

    @Override
    public void put(Turn turn) {
        rows.write("turn.put", turn.id(), turn.messageId(), turn.answerId(), turn.state().wireName(), turn.mode().wireName(), turn.model(),
                turn.rank(), turn.reason(), turn.startedAt(), turn.endedAt(), turn.progress(),
                turn.usage() == null ? null : turn.usage().toJson());
    }

    @Override
    public Optional<Turn> find(String id) {
        return rows.first(TurnRow.class, "turn.find", id).map(TurnRow::toTurn);
    }

    @Override
    public List<Turn> queued() {
        return inState(TurnState.QUEUED);
    }

    @Override
    public List<Turn> running() {
        return inState(TurnState.RUNNING);
    }

    @Override
    public List<Turn> ended(int limit) {
        return rows.list(TurnRow.class, "turn.ended", limit).stream().map(TurnRow::toTurn).toList();
    }

    @Override
    public long lastRank() {
        return rows.number("turn.lastRank");
    }

    private List<Turn> inState(TurnState state) {
        return rows.list(TurnRow.class, "turn.inState", state.wireName()).stream().map(TurnRow::toTurn).toList();
    }
}
