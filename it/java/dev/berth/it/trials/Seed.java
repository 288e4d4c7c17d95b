package dev.berth.it.trials;

import java.util.Random;

/** Where a trial's randomness comes from: {@code -Dberth.it.seed=…} repeats the run that has printed it. */
final class Seed {

    private Seed() {
    }

    static long of(Class<?> trial) {
        long seed = Long.getLong("berth.it.seed", System.nanoTime());
        System.out.println(trial.getSimpleName() + ": -Dberth.it.seed=" + seed);
        return seed;
    }

    static Random random(Class<?> trial) {
        return new Random(of(trial));
    }
}
