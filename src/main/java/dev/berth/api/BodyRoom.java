package dev.berth.api;

import dev.berth.session.Refusal;
import java.util.concurrent.atomic.AtomicLong;

/** The memory that all bodies on their way may take together. Safe for use by many threads. */
final class BodyRoom {

    private static final long BYTES_MAX = 64L << 20;
    private static final int RETRY_SECONDS = 5;

    private final AtomicLong taken = new AtomicLong();

    /** @throws Refusal when there is no room; then nothing was taken */
    void take(int bytes) {
        if (taken.addAndGet(bytes) > BYTES_MAX) {
            give(bytes);
            throw new Refusal(Refusal.Code.UNAVAILABLE, "Too many requests are slow to arrive.", RETRY_SECONDS);
        }
    }

    void give(int bytes) {
        taken.addAndGet(-bytes);
    }
}
