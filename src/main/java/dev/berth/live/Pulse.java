package dev.berth.live;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Whether the threads without which nothing goes on still take work. Each look hands a mark to every pool that has given back
 * the one before; a pool that keeps one for too long is stuck: its threads wait for one another, or for a disk that answers no
 * more. A look costs next to nothing and never waits. Safe for use by many threads.
 */
final class Pulse {

    /** Longer than any lane is busy with one batch on a disk that works. */
    static final long MARK_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);

    private final List<Beat> beats;

    Pulse(Pools pools) {
        beats = Stream.of(pools.lanes(), pools.answers(), (Executor) pools.timer()).map(Beat::new).toList();
    }

    /** @param now as {@link System#nanoTime} says */
    boolean isBeating(long now) {
        boolean all = true;
        for (Beat beat : beats) {
            all &= beat.look(now);
        }
        return all;
    }

    private static final class Beat {
        private final Executor pool;
        private boolean under;
        private long since;

        Beat(Executor pool) {
            this.pool = pool;
        }

        boolean look(long now) {
            synchronized (this) {
                if (under) {
                    return now - since <= MARK_NANOS_MAX;
                }
                under = true;
                since = now;
            }
            pool.execute(this::back);
            return true;
        }

        private synchronized void back() {
            under = false;
        }
    }
}
