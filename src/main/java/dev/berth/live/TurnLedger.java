package dev.berth.live;

import dev.berth.session.Event;
import dev.berth.session.MetaValue;
import dev.berth.session.Turn;
import dev.berth.session.TurnState;
import dev.berth.session.TurnTable;
import dev.berth.session.Usage;
import java.util.Optional;

/** Writes down what becomes of turns, and has everyone told. On the lane only. */
final class TurnLedger {

    /** The metadata entry with what all turns of the session have used. */
    private static final String USAGE = "usage";

    private final OpenSession session;
    private final TurnTable table;
    private TurnState latestEnd;

    TurnLedger(OpenSession session, TurnTable table) {
        this.session = session;
        this.table = table;
        reload();
    }

    /** How the latest turn ended; empty when none has. */
    Optional<TurnState> latestEnd() {
        return Optional.ofNullable(latestEnd);
    }

    void record(Turn changed) {
        table.update(changed);
        announce(changed);
    }

    void recordEnd(Turn ended) {
        latestEnd = ended.state();
        addUp(ended.usage());
        record(ended);
    }

    /** Tells of a turn whose row is as it is, such as one that has moved up in the queue. */
    void announce(Turn turn) {
        session.events().append(Event.TURN, turn.id(), out -> out.member("turn", turn));
    }

    /** Reads again what an undone command may have changed. */
    void reload() {
        latestEnd = table.ended(1).stream().findFirst().map(Turn::state).orElse(null);
    }

    private void addUp(Usage used) {
        if (used != null) {
            Usage before = Usage.parse(session.metadata().memory().get(USAGE));
            session.metadata().remember(USAGE, MetaValue.json((before == null ? used : before.plus(used)).toJson()));
        }
    }
}
