package dev.berth.live;

import dev.berth.log.LogLine;
import dev.berth.session.Refusal;
import dev.berth.session.StorageFailure;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One transaction over all commands of a batch. Each is fenced by a mark: one that is refused, or that fails by a fault of ours,
 * is undone alone and its neighbours stay. A failure of the storage fails them all.
 */
final class Unit {

    private static final Logger LOG = Logger.getLogger(Unit.class.getName());

    private Unit() {
    }

    /** Runs the commands and makes them durable. @throws StorageFailure when nothing of it may be trusted */
    static void run(OpenSession session, List<Command<?>> batch, Counters counters) {
        session.log().begin();
        for (Command<?> command : batch) {
            attempt(session, command);
        }
        int events = batch.stream().mapToInt(command -> command.events().size()).sum();
        long begun = System.nanoTime();
        session.log().commit();
        if (events > 0) {
            counters.committed(begun, events);
        }
    }

    /** What people are told of a fault of ours; the log has the rest. */
    static Refusal wentWrong() {
        return new Refusal(Refusal.Code.UNAVAILABLE, "Something went wrong in Berth.");
    }

    private static void attempt(OpenSession session, Command<?> command) {
        session.log().mark();
        try {
            command.run(session);
            session.log().keep();
        } catch (Refusal e) {
            undo(session, command, e);
        } catch (StorageFailure e) {
            throw e;
        } catch (RuntimeException e) {
            command.trace().run(() -> LOG.log(Level.SEVERE, e,
                    () -> LogLine.of("A command failed.", LogLine.SESSION, session.session().id())));
            undo(session, command, wentWrong());
        }
    }

    private static void undo(OpenSession session, Command<?> command, Refusal reason) {
        session.log().undo();
        session.forgetUndone();
        command.fail(reason);
    }
}
