package dev.berth.fuzz;

import dev.berth.it.trials.Seed;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/**
 * Tries random input on one reader for a while: {@code -Dberth.it.fuzz=10m} for how long (200 ms if nothing is said), and
 * {@code -Dberth.it.seed=…} begins with the case that a failure has named.
 */
public final class Fuzz {

    /** The processor time that one case may take. Not wall time: a busy machine must fail nothing. */
    private static final long CASE_NANOS_MAX = 2_000_000_000L;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Fuzz() {
    }

    /** What is tried on one input. It throws when the reader did something that it must not. */
    public interface Trial {
        void on(Inputs inputs) throws Exception;
    }

    /** Tries until the time is over, at least once. @param reader its name, for what is printed */
    public static void run(String reader, Trial trial) {
        run(reader, "0.2s", trial);
    }

    /** @param standard how long, if nothing is said */
    public static void run(String reader, String standard, Trial trial) {
        long seed = Seed.chosen();
        Instant end = Instant.now().plus(time(standard));
        long cases = 0;
        do {
            one(reader, trial, seed + cases);
            cases++;
        } while (Instant.now().isBefore(end));
        System.out.println("fuzz " + reader + ": " + cases + " cases, -Dberth.it.seed=" + seed);
    }

    private static void one(String reader, Trial trial, long seed) {
        Inputs inputs = new Inputs(new Random(seed));
        long before = THREADS.getCurrentThreadCpuTime();
        try {
            trial.on(inputs);
        } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(reader + " failed with -Dberth.it.seed=" + seed + " on " + inputs + ": " + e, e);
        }
        if (THREADS.getCurrentThreadCpuTime() - before > CASE_NANOS_MAX) {
            throw new AssertionError(reader + " took too long with -Dberth.it.seed=" + seed + " on " + inputs);
        }
    }

    private static Duration time(String standard) {
        return Duration.parse("PT" + System.getProperty("berth.it.fuzz", standard));
    }
}
