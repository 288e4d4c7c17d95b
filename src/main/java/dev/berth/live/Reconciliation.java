package dev.berth.live;

import dev.berth.session.Catalogue;
import dev.berth.session.Refusal;
import dev.berth.session.SessionStore.IdGroup;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Brings the catalogue in line with the folder of files after the start (P5): the sessions that were open at a crash or have
 * unfinished turns are woken, which settles them; those the catalogue does not know are read; those whose file is gone are
 * forgotten. It goes through the folder a part at a time, beside the normal work, so that any number of sessions neither
 * delays the start nor fills the memory.
 */
final class Reconciliation {

    private static final Logger LOG = Logger.getLogger(Reconciliation.class.getName());
    private static final int WAKE_SECONDS_MAX = 30;

    private final LiveSessions sessions;
    private final LiveContext context;
    private final Catalogue catalogue;

    Reconciliation(LiveSessions sessions, LiveContext context, Catalogue catalogue) {
        this.sessions = sessions;
        this.context = context;
        this.catalogue = catalogue;
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

    /** Opens a session once, which brings its card in; one that cannot be opened is set aside by its own lane. */
    private void wake(String id) {
        try {
            sessions.ask(id, session -> null).toCompletableFuture().get(WAKE_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | CompletionException | Refusal e) {
            LOG.log(Level.WARNING, e, () -> "session " + id + " could not be settled after the start");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
