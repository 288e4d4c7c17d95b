package dev.berth.live;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the connections of the whole server against their limit. Safe for use by many threads. */
final class Connections {

    private final int max;
    private final AtomicInteger count = new AtomicInteger();

    Connections(int max) {
        this.max = max;
    }

    /** Counts one more. @return whether it is within the limit; it has to {@link #left leave} in any case */
    boolean entered() {
        return count.incrementAndGet() <= max;
    }

    void left() {
        count.decrementAndGet();
    }
}
