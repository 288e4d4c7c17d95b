package dev.berth.live;

import dev.berth.log.LogLine;
import dev.berth.session.Refusal;
import dev.berth.session.StorageFailure;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * What a session's lane does with the commands that wait: it opens the file if the session sleeps, runs them inside one unit, each
 * fenced by a mark, and commits. Then, in the order of the commands: joins take effect, events are told to the followers,
 * consequences follow (an agent starts), callers are answered. On the lane only.
 */
final class LaneWork {

    private static final Logger LOG = Logger.getLogger(LaneWork.class.getName());
    private static final int REQUESTS_NAMED_MAX = 5;
    private static final long COME_BACK_SECONDS_MAX = 32;

    private final String id;
    private final LiveContext context;
    private final OpenFile file;
    private final Following following;
    private final Callers callers;
    private final Lane lane;
    /** How often in a row a session with work to do could not be opened again. */
    private int retries;

    LaneWork(String id, LiveContext context, OpenFile file, Following following, Lane lane) {
        this.id = id;
        this.context = context;
        this.file = file;
        this.following = following;
        this.callers = new Callers(following.followers(), context.pools());
        this.lane = lane;
    }

    /** Does what waits; every command is answered when this returns. */
    void run(List<Command<?>> batch) {
        try {
            wake(batch);
            runUnit(batch);
        } catch (StorageFailure e) {
            failed(batch, e);
        } catch (Refusal e) {
            batch.forEach(command -> command.fail(e));
        } catch (RuntimeException | Error e) {
            LOG.log(Level.SEVERE, e, () -> line("A session failed.", batch));
            dropAndComeBack();
            batch.forEach(command -> command.fail(Unit.wentWrong()));
        }
        callers.answer(batch);
    }

    /** Sets the session aside, as one that could not be opened; its file has to be closed. */
    void setAside() {
        file.setAside();
        following.followers().closeAll(CloseReason.INTERNAL);
    }

    /** Runs a batch and, once it is durable, tells of it: in the order of the commands, so in the order of {@code seq}. */
    private void runUnit(List<Command<?>> batch) {
        OpenSession session = file.session();
        Unit.run(session, batch, context.counters());
        file.noteSeq();
        boolean changed = false;
        for (Command<?> command : batch) {
            changed |= !command.events().isEmpty();
            command.trace().run(() -> tell(command, session));
        }
        file.noteTurns();
        if (changed) {
            context.cards().changed(session.session());
        }
    }

    private void tell(Command<?> command, OpenSession session) {
        guarded(command::durable);
        following.followers().publish(command.events(), session.identity().epoch());
        command.consequences().forEach(this::guarded);
    }

    /** What is durable is told in any case: a fault in one consequence keeps no other from it, and fails nothing that is stored. */
    private void guarded(Runnable consequence) {
        try {
            consequence.run();
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, e, () -> line("A consequence of what was stored failed."));
        }
    }

    private void wake(List<Command<?>> batch) {
        if (file.open(!batch.stream().allMatch(Command::isReading))) {
            OpenSession session = file.session();
            retries = 0;
            following.letCatchUp(session.wokeAt());
            following.followers().publish(session.events().takeAppended(), session.identity().epoch());
            if (session.events().last() > session.wokeAt()) {
                context.cards().changed(session.session());
            }
            session.takeConsequences().forEach(this::guarded);
        }
    }

    private void failed(List<Command<?>> batch, StorageFailure failure) {
        LOG.log(Level.SEVERE, failure, () -> line("The storage of a session failed.", batch));
        batch.forEach(command -> command.fail(failure.toRefusal()));
        if (failure.kind() == StorageFailure.Kind.DAMAGED) {
            file.close();
            setAside();
        } else {
            dropAndComeBack();
        }
    }

    /** Drops what is remembered; a session that had work to do is opened again soon, or its turns would wait until somebody calls. */
    private void dropAndComeBack() {
        boolean hadWork = file.isBusy() || retries > 0;
        file.close();
        if (hadWork) {
            long pause = Math.min(COME_BACK_SECONDS_MAX, 1L << retries);
            retries++;
            context.pools().timer().schedule(() -> lane.offerAlways(new Command<>(session -> null)), pause, TimeUnit.SECONDS);
        }
    }

    private String line(String sentence) {
        return LogLine.of(sentence, LogLine.SESSION, id);
    }

    /** A line about what several requests may have asked for. */
    private String line(String sentence, List<Command<?>> batch) {
        String requests = batch.stream().map(command -> command.trace().request()).filter(Objects::nonNull).distinct()
                .limit(REQUESTS_NAMED_MAX).collect(Collectors.joining(","));
        return LogLine.of(sentence, LogLine.SESSION, id, LogLine.REQUEST, requests.isEmpty() ? null : requests);
    }
}
