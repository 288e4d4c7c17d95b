package dev.berth.it.trials;

import java.util.Random;

/**
 * Where a trial's randomness comes from: always the same in a build, so that one that was green stays green;
 * {@code -Dberth.it.seed=random} brings another each time, and a number repeats the run that has printed it.
 */
public final class Seed {

    private static final String ALWAYS = "20261120";

    private Seed() {
    }

    /** The seed that was asked for. */
    public static long chosen() {
        String given = System.getProperty("berth.it.seed", ALWAYS);
        return given.equals("random") ? System.nanoTime() : Long.parseLong(given);
    }

    /** The seed for a trial, which is printed. */
    public static long of(Class<?> trial) {
        long seed = chosen();
        System.out.println(trial.getSimpleName() + ": -Dberth.it.seed=" + seed);
        return seed;
    }

    /** The randomness for a trial, whose seed is printed. */
    public static Random random(Class<?> trial) {
        return new Random(of(trial));
    }
}
