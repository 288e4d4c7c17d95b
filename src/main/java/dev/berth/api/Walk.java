package dev.berth.api;

import dev.berth.session.Cursor;
import dev.berth.session.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Goes through a session's history for one request, a stretch at a time. Each stretch is a command of its own, so that others
 * come between them; and all of them together have a limit, beyond which the client asks again from the place that was reached.
 *
 * @param <T> what is looked for
 */
final class Walk<T> {

    static final int LOOKED_MAX = 4_000;
    static final long CHARS_MAX = 4L << 20;

    private final int limit;
    private final Look<T> look;
    private final List<T> found = new ArrayList<>();
    private int looked;
    private long chars;

    /** @param limit how many are wanted at the most */
    Walk(int limit, Look<T> look) {
        this.limit = limit;
        this.look = look;
    }

    /** Begins where the first stretch does. */
    CompletionStage<Walked<T>> go() {
        return look.from(null, limit).thenCompose(this::goOn);
    }

    private CompletionStage<Walked<T>> goOn(Stretch<T> stretch) {
        found.addAll(stretch.found());
        looked += stretch.looked();
        chars += stretch.chars();
        boolean enough = found.size() >= limit || looked >= LOOKED_MAX || chars >= CHARS_MAX;
        if (stretch.end() || enough) {
            return CompletableFuture.completedFuture(new Walked<>(found, stretch.end() ? null : stretch.reached()));
        }
        return look.from(stretch.reached(), limit - found.size()).thenCompose(this::goOn);
    }

    /** Looks through one stretch. */
    interface Look<T> {

        /** @param place where the stretch before ended, or null @param wanted how many are still wanted */
        CompletionStage<Stretch<T>> from(Cursor place, int wanted);
    }

    /**
     * What a walk came to.
     *
     * @param found in the order in which it was come by
     * @param next where to go on; null when the end was reached
     */
    record Walked<T>(List<T> found, Cursor next) {
    }
}
