package dev.berth.live;

import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** How often something was done since the start, and how long that took. Safe for use by many threads; no figure waits for another. */
public final class Timing {

    private final LongAdder count = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

    /** Takes note of one that is done. @param begunNanos as {@link System#nanoTime} said when it began */
    void done(long begunNanos) {
        long took = System.nanoTime() - begunNanos;
        count.increment();
        nanos.add(took);
        longest.accumulate(took);
    }

    public long count() {
        return count.sum();
    }

    /** All of them together, in nanoseconds. */
    public long nanos() {
        return nanos.sum();
    }

    /** The longest of them, in nanoseconds. */
    public long longestNanos() {
        return longest.get();
    }
}
