package dev.berth.live;

import dev.berth.log.LogLine;
import dev.berth.session.Event;
import dev.berth.session.MetaValue;
import dev.berth.session.Turn;
import dev.berth.session.TurnState;
import dev.berth.session.TurnTable;
import dev.berth.session.Usage;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Writes down what becomes of turns, and has everyone told. On the lane only. */
final class TurnLedger {

    private static final Logger LOG = Logger.getLogger(TurnLedger.class.getName());

    /** The metadata entry with what all turns of the session have used. */
    private static final String USAGE = "usage";

    private final OpenSession session;
    private final TurnTable table;
    private final Counters counters;
    private TurnState latestEnd;

    TurnLedger(OpenSession session, TurnTable table, Counters counters) {
        this.session = session;
        this.table = table;
        this.counters = counters;
        reload();
    }

    /** How the latest turn ended; empty when none has. */
    Optional<TurnState> latestEnd() {
        return Optional.ofNullable(latestEnd);
    }

    void record(Turn changed) {
        table.put(changed);
        announce(changed);
    }

    void recordStart(Turn started) {
        record(started);
        session.whenDurable(() -> tell(started, "A turn has begun.", Level.FINE));
    }

    void recordEnd(Turn ended) {
        latestEnd = ended.state();
        addUp(ended.usage());
        record(ended);
        boolean well = ended.state() == TurnState.COMPLETED || ended.state() == TurnState.STOPPED;
        session.whenDurable(() -> tell(ended, "A turn has ended.", well ? Level.FINE : Level.INFO));
    }

    /** Tells those who run Berth; why it ended is not for them, since it may quote what was said. */
    private void tell(Turn turn, String sentence, Level level) {
        counters.became(turn.state());
        LOG.log(level, () -> LogLine.of(sentence, LogLine.SESSION, session.session().id(), LogLine.TURN, turn.id(),
                "state", turn.state().wireName()));
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
