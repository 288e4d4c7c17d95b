package dev.berth.live;

import dev.berth.log.LogLine;
import dev.berth.session.Catalogue;
import dev.berth.session.Refusal;
import dev.berth.session.RepositoryCount;
import dev.berth.session.StorageFailure;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What the catalogue tells of all sessions, with everything that was answered before. Safe for use by many threads. */
final class SessionList {

    private static final Logger LOG = Logger.getLogger(SessionList.class.getName());

    private final LiveContext context;
    private final TaskCounts taskCounts;

    SessionList(LiveContext context, TaskCounts taskCounts) {
        this.context = context;
        this.taskCounts = taskCounts;
    }

    /** One page; tasks that were never counted are counted first. */
    CompletionStage<Catalogue.Page> page(Catalogue.Query query) {
        return read(query).thenCompose(page -> taskCounts.lacks(page) ? taskCounts.count(page).thenCompose(counted -> read(query))
                : CompletableFuture.completedFuture(page));
    }

    private CompletionStage<Catalogue.Page> read(Catalogue.Query query) {
        return CompletableFuture.supplyAsync(() -> looked(() -> context.cards().list(query)), context.pools().answers());
    }

    /** The repositories of a user's sessions. @param max how many at most */
    CompletionStage<List<RepositoryCount>> repositories(String userId, int max) {
        return CompletableFuture.supplyAsync(() -> looked(() -> context.cards().repositories(userId, max)), context.pools().answers());
    }

    /** Ends with a {@link Refusal} when a user has that many sessions already. */
    CompletionStage<Void> requireRoom(String userId, int max) {
        return CompletableFuture.runAsync(() -> {
            if (looked(() -> context.cards().count(userId)) >= max) {
                throw new CompletionException(new Refusal(Refusal.Code.TOO_MANY,
                        "There are " + max + " sessions already; delete some first."));
            }
        }, context.pools().answers());
    }

    private static <T> T looked(Supplier<T> look) {
        try {
            return look.get();
        } catch (StorageFailure e) {
            LOG.log(Level.SEVERE, e, () -> LogLine.of("The catalogue could not be read."));
            throw new CompletionException(Refusal.unavailable("The list of sessions cannot be read right now."));
        }
    }
}
