package dev.berth.it;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what must come; that it came too late is the only thing a clock ever decides here. */
public final class Await {

    /** Far more than anything takes, so that a busy machine fails no test. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 20;

    private Await() {
    }

    public static void until(String what, BooleanSupplier condition) {
        until(what, () -> condition.getAsBoolean(), Boolean::booleanValue);
    }

    /** Looks again and again until what it sees is as wanted. @return what it saw then */
    public static <T> T until(String what, Supplier<T> look, Predicate<T> wanted) {
        Instant end = Instant.now().plus(PATIENCE);
        T seen = look.get();
        while (!wanted.test(seen)) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("In vain waited for " + what + "; the latest was " + seen);
            }
            pause();
            seen = look.get();
        }
        return seen;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
