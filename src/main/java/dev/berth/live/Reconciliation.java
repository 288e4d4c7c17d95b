package dev.berth.live;

import dev.berth.log.LogLine;
import dev.berth.session.Catalogue;
import dev.berth.session.Refusal;
import dev.berth.session.Session;
import dev.berth.session.SessionStore.IdGroup;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Brings the catalogue in line with the folder of files (P5). After the start: the sessions that were open at a crash or have
 * unfinished turns are woken, which settles them; those the catalogue does not know are read; those whose file is gone are
 * forgotten; the tasks of those that an older Berth has listed are counted. When asked: all of them are read. It goes through the
 * folder a part at a time, beside the normal work, so that any number of sessions neither delays the start nor fills the memory.
 */
final class Reconciliation {

    private static final Logger LOG = Logger.getLogger(Reconciliation.class.getName());
    private static final int WAKE_SECONDS_MAX = 30;
    /** What an id may begin with. */
    private static final String FIRST_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final LiveSessions sessions;
    private final LiveContext context;
    private final Catalogue catalogue;
    private final TaskCounts taskCounts;

    Reconciliation(LiveSessions sessions, LiveContext context, Catalogue catalogue, TaskCounts taskCounts) {
        this.sessions = sessions;
        this.context = context;
        this.catalogue = catalogue;
        this.taskCounts = taskCounts;
    }

    /** Finishes what must not wait, and leaves the rest to the background. */
    void start() {
        context.store().finishDeletions(catalogue::remove);
        List<String> unclean = context.store().unclean();
        context.pools().closers().execute(() -> settle(unclean));
    }

    private void settle(List<String> unclean) {
        try {
            unclean.forEach(this::wake);
            catalogue.unsettled().forEach(this::wake);
            context.store().visitIds(this::compare);
            taskCounts.countAll();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> "the catalogue was not compared with the folder to the end; the next start tries again");
        }
    }

    private void compare(IdGroup group) {
        Set<String> listed = new HashSet<>(catalogue.idsStartingWith(group.prefix()));
        Set<String> there = new HashSet<>(group.ids());
        there.stream().filter(id -> !listed.contains(id)).forEach(this::wake);
        listed.stream().filter(id -> !there.contains(id) && !context.store().exists(id)).forEach(catalogue::remove);
    }

    /** Reads every session's file once more, whatever the catalogue says of it; lists are answered meanwhile. */
    Rebuilt rebuild() {
        if (catalogue.beginAgainIfDamaged()) {
            LOG.warning("the catalogue was damaged and is made again from the files");
        }
        int[] count = new int[2];
        context.store().visitIds(group -> group.ids().forEach(id -> count[rewrite(id) ? 0 : 1]++));
        FIRST_LETTERS.chars().mapToObj(Character::toString).forEach(this::forgetGone);
        catalogue.sync();
        return new Rebuilt(count[0], count[1]);
    }

    private void forgetGone(String prefix) {
        catalogue.idsStartingWith(prefix).stream().filter(id -> !context.store().exists(id)).forEach(catalogue::remove);
    }

    private boolean rewrite(String id) {
        return read(id, () -> sessions.visit(id, session -> bringIn(session, context.cards()::mend)));
    }

    private void wake(String id) {
        read(id, () -> sessions.ask(id, session -> bringIn(session, context.cards()::changed)));
    }

    /**
     * Opens a session once and brings its card in; one that cannot be opened is set aside by its own lane.
     *
     * @return whether it could be opened
     */
    private boolean read(String id, Supplier<CompletionStage<Void>> reading) {
        sessions.requireUp();
        try {
            reading.get().toCompletableFuture().get(WAKE_SECONDS_MAX, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | CompletionException | Refusal e) {
            LOG.log(Level.WARNING, e, () -> LogLine.of("A session could not be settled.", LogLine.SESSION, id));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** On the session's lane, or an older card could come after a newer one, and once it is durable, as all that is told. */
    private static Void bringIn(OpenSession session, Consumer<Session> card) {
        session.whenDurable(() -> card.accept(session.session()));
        return null;
    }
}
