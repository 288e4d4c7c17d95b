package dev.berth.live;

import dev.berth.log.LogLine;
import dev.berth.session.StorageFailure;
import dev.berth.session.Turn;
import dev.berth.session.TurnState;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Settles the turns that a crash has cut off, when their session's file is opened again: what was said stays. On the lane only. */
final class TurnRecovery {

    private static final Logger LOG = Logger.getLogger(TurnRecovery.class.getName());

    private final OpenSession session;
    private final TurnLedger ledger;

    TurnRecovery(OpenSession session, TurnLedger ledger) {
        this.session = session;
        this.ledger = ledger;
    }

    void interrupt(Turn cutOff) {
        if (cutOff.answerId() != null) {
            settleAnswer(cutOff);
        }
        ledger.recordEnd(cutOff.ended(TurnState.INTERRUPTED, "Berth stopped while the agent was working.", session.events().now()));
    }

    private void settleAnswer(Turn turn) {
        try {
            session.messages().find(turn.answerId()).ifPresent(message -> Answer.restore(session, turn.id(), message).settle(null));
        } catch (StorageFailure e) {
            throw e;
        } catch (RuntimeException e) {
            // The session must open all the same: the row and the deltas stay as they are, and so nothing is lost.
            LOG.log(Level.SEVERE, e, () -> LogLine.of("An answer could not be put together again.", LogLine.SESSION, session.session().id(),
                    LogLine.TURN, turn.id()));
        }
    }
}
