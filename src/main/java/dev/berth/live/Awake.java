package dev.berth.live;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the sessions whose files are open, and calls when there are too many. Safe for use by many threads. */
final class Awake {

    private final int max;
    private final AtomicInteger count = new AtomicInteger();
    private volatile Runnable onTooMany = () -> { };

    Awake(int max) {
        this.max = max;
    }

    void whenTooMany(Runnable action) {
        onTooMany = action;
    }

    void opened() {
        if (count.incrementAndGet() > max) {
            onTooMany.run();
        }
    }

    void closed() {
        count.decrementAndGet();
    }

    int excess() {
        return count.get() - max;
    }

    int count() {
        return count.get();
    }
}
