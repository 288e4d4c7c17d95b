package dev.berth.live;

import dev.berth.log.LogLine;
import dev.berth.session.Catalogue;
import dev.berth.session.Refusal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Counts the tasks of sessions that an older Berth has listed, which did not count them: once, one session after the other and beside
 * the normal work. Who lists sessions meanwhile has those on the page counted first, and so sees no wrong number.
 */
final class TaskCounts {

    private static final Logger LOG = Logger.getLogger(TaskCounts.class.getName());
    private static final int IDS_READ_AT_ONCE = 100;
    /** How many files are opened for one page at the same time. */
    static final int OPENED_AT_ONCE = 16;
    private static final int WAIT_SECONDS_MAX = 30;

    private final LiveSessions sessions;
    private final LiveContext context;
    private final Catalogue catalogue;
    /** From then on whatever lacks a count could not be opened, and nobody waits for it. */
    private volatile boolean complete;

    TaskCounts(LiveSessions sessions, LiveContext context, Catalogue catalogue) {
        this.sessions = sessions;
        this.context = context;
        this.catalogue = catalogue;
    }

    /** Counts all there are; what cannot be opened is tried again after the next start. */
    void countAll() {
        String last = "";
        for (List<String> ids = idsAfter(last); !ids.isEmpty(); ids = idsAfter(last)) {
            for (String id : ids) {
                sessions.requireUp();
                count(id).join();
            }
            last = ids.get(ids.size() - 1);
        }
        complete = true;
    }

    private List<String> idsAfter(String last) {
        return catalogue.uncounted(last, IDS_READ_AT_ONCE);
    }

    /** Whether somebody has to be counted before a page is shown. */
    boolean lacks(Catalogue.Page page) {
        return !complete && !page.uncounted().isEmpty();
    }

    /** Counts those on a page, as far as they can be opened; it never fails. */
    CompletionStage<Void> count(Catalogue.Page page) {
        List<String> ids = page.uncounted();
        CompletionStage<Void> done = CompletableFuture.completedFuture(null);
        for (int from = 0; from < ids.size(); from += OPENED_AT_ONCE) {
            List<String> group = ids.subList(from, Math.min(ids.size(), from + OPENED_AT_ONCE));
            done = done.thenCompose(before -> CompletableFuture.allOf(group.stream().map(this::count).toArray(CompletableFuture[]::new)));
        }
        return done;
    }

    private CompletableFuture<Void> count(String id) {
        return read(id).exceptionally(failure -> {
            LOG.log(Level.FINE, failure, () -> LogLine.of("The tasks of a session could not be counted.", LogLine.SESSION, id));
            return null;
        });
    }

    private CompletableFuture<Void> read(String id) {
        try {
            return sessions.visit(id, this::bringIn).toCompletableFuture().orTimeout(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (Refusal e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** On the session's lane, or an older card could come after a newer one. Nobody need be told: no list is shown before. */
    private Void bringIn(OpenSession session) {
        session.whenDurable(() -> context.cards().mend(session.session()));
        return null;
    }
}
