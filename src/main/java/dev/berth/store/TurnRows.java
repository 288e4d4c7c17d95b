package dev.berth.store;

import dev.berth.session.Turn;
import dev.berth.session.TurnState;
import dev.berth.session.TurnTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class TurnRows implements TurnTable {

    private final Rows rows;

    TurnRows(Rows rows) {
        this.rows = rows;
    }

    @Override
    public void insert(Turn turn) {
        rows.insert(new TurnRow(turn));
    }

    @Override
    public void update(Turn turn) {
        rows.replace(new TurnRow(turn));
    }

    @Override
    public Optional<Turn> find(String id) {
        return rows.find(TurnRow.class, id).map(TurnRow::toTurn);
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
        return rows.list(TurnRow.class, "turn.ended", Map.of(), limit).stream().map(TurnRow::toTurn).toList();
    }

    @Override
    public Optional<Turn> ofMessage(String messageId) {
        return rows.first(TurnRow.class, "turn.ofMessage", Map.of("id", messageId)).map(TurnRow::toTurn);
    }

    @Override
    public long lastRank() {
        Long rank = rows.single(Long.class, "turn.lastRank");
        return rank == null ? 0 : rank;
    }

    private List<Turn> inState(TurnState state) {
        return rows.list(TurnRow.class, "turn.inState", Map.of("state", state.wireName())).stream().map(TurnRow::toTurn).toList();
    }
}
