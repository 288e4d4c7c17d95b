package dev.berth.live;

import dev.berth.log.LogLine;
import dev.berth.session.Refusal;
import dev.berth.session.Turn;
import dev.berth.session.TurnTable;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Records what the agent of the running turn says, step by step. On the lane only. */
final class AnswerRecorder {

    private static final Logger LOG = Logger.getLogger(AnswerRecorder.class.getName());

    private final OpenSession session;
    private final TurnTable table;
    private final Asks asks;
    private final TurnLedger ledger;

    AnswerRecorder(OpenSession session, TurnTable table, Asks asks, TurnLedger ledger) {
        this.session = session;
        this.table = table;
        this.asks = asks;
        this.ledger = ledger;
    }

    /** Records one step that is not the end; what is refused, such as a task too many, is left out, and the answer goes on. */
    void record(RunningTurn running, AnswerStep step) {
        try {
            recordWords(running, step);
            recordRest(running, step);
        } catch (Refusal e) {
            LOG.log(Level.FINE, e, () -> LogLine.of("Something that an agent said was refused.", LogLine.SESSION, session.session().id(),
                    LogLine.TURN, running.turn().id(), "reason", e.getMessage()));
        }
    }

    /** Remembers with the turn which message is its answer, as soon as there is one: a restart finds it there. */
    void noteAnswer(RunningTurn running) {
        Turn turn = running.turn();
        if (turn.answerId() == null && running.answer().messageId() != null) {
            running.become(turn.answeredBy(running.answer().messageId()));
            table.put(running.turn());
        }
    }

    private void recordWords(RunningTurn running, AnswerStep step) {
        if (step instanceof AnswerStep.Append append) {
            running.answer().append(append.key(), append.type(), append.text());
            noteAnswer(running);
        } else if (step instanceof AnswerStep.Put put) {
            running.answer().put(put.key(), put.part());
            noteAnswer(running);
        }
    }

    private void recordRest(RunningTurn running, AnswerStep step) {
        if (step instanceof AnswerStep.AddTask added) {
            session.tasks().add(added.task(), running.turn().id());
        } else if (step instanceof AnswerStep.SetPlan plan) {
            session.tasks().mirror(plan.items(), running.turn().id());
        } else if (step instanceof AnswerStep.Progress progress) {
            change(running, running.turn().progressing(progress.sentence()));
        } else if (step instanceof AnswerStep.Used used) {
            change(running, running.turn().using(used.soFar()));
        } else if (step instanceof AnswerStep.Remember memory) {
            session.metadata().remember(memory.name(), memory.value());
        } else {
            recordAsk(running, step);
        }
    }

    private void recordAsk(RunningTurn running, AnswerStep step) {
        if (step instanceof AnswerStep.AskPermission ask) {
            asks.ask(running, ask.request());
        } else if (step instanceof AnswerStep.AskQuestion ask) {
            asks.ask(running, ask.request());
        } else if (step instanceof AnswerStep.Withdraw withdrawn) {
            asks.withdraw(running, withdrawn.askId());
        }
    }

    private void change(RunningTurn running, Turn changed) {
        if (!Objects.equals(changed, running.turn())) {
            running.become(changed);
            ledger.record(changed);
        }
    }
}
