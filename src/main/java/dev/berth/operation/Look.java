package dev.berth.operation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A look at something that costs a little and may hang, such as a disk: taken at most every {@value #KEPT_SECONDS} seconds and
 * never twice at once, however often somebody asks. Who asks waits {@value #WAIT_SECONDS_MAX} seconds for it at the most. Safe for
 * use by many threads.
 *
 * @param <T> what is seen
 */
final class Look<T> {

    static final int KEPT_SECONDS = 3;
    static final int WAIT_SECONDS_MAX = 2;

    private final Supplier<T> look;
    private final T hangs;
    private final Executor threads;
    private CompletableFuture<T> latest;
    private long begunNanos;

    /**
     * @param look must not throw
     * @param hangs what is said as long as there is nothing else to say
     */
    Look(Supplier<T> look, T hangs, Executor threads) {
        this.look = look;
        this.hangs = hangs;
        this.threads = threads;
    }

    T see() {
        try {
            return fresh().get(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return hangs;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return hangs;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private synchronized CompletableFuture<T> fresh() {
        long now = System.nanoTime();
        boolean old = latest == null || latest.isDone() && now - begunNanos >= TimeUnit.SECONDS.toNanos(KEPT_SECONDS);
        if (old) {
            begunNanos = now;
            latest = CompletableFuture.supplyAsync(look, threads);
        }
        return latest;
    }
}
