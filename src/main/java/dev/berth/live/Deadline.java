package dev.berth.live;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A time after which something happens once, which can be held and goes on where it was. On one lane only. */
final class Deadline {

    private final ScheduledExecutorService timer;
    private final Runnable expired;
    private long leftNanos;
    private long startedNanos;
    private Future<?> pending;

    Deadline(ScheduledExecutorService timer, Duration max, Runnable expired) {
        this.timer = timer;
        this.expired = expired;
        this.leftNanos = max.toNanos();
    }

    /** Lets the time run, from where it was; does nothing while it runs. */
    Deadline run() {
        if (pending == null) {
            startedNanos = System.nanoTime();
            pending = timer.schedule(expired, leftNanos, TimeUnit.NANOSECONDS);
        }
        return this;
    }

    /** Lets the time stand still. */
    void hold() {
        if (pending != null) {
            pending.cancel(false);
            pending = null;
            leftNanos = Math.max(0, leftNanos - (System.nanoTime() - startedNanos));
        }
    }
}
