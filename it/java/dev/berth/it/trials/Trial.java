package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;

/** What all trials share: how long they run, and the seed that repeats one. */
final class Trial {

    private static final int SHOWN_MAX = 20;

    private Trial() {
    }

    /** How often something is tried: {@code -Dberth.it.trials.<name>=…}, or else what the build has time for. */
    static int count(String name, int inTheBuild) {
        return Integer.getInteger("berth.it.trials." + name, inTheBuild);
    }

    /** A source of chance that {@code -Dberth.it.seed=…} repeats. */
    static Random random(Class<?> trial) {
        long seed = Long.getLong("berth.it.seed", System.nanoTime());
        System.out.println(trial.getSimpleName() + ": -Dberth.it.seed=" + seed);
        return new Random(seed);
    }

    static void say(Class<?> trial, String what) {
        System.out.println(trial.getSimpleName() + ": " + what);
    }

    static void requireNone(List<String> violations) {
        assertEquals("", String.join("\n", violations.subList(0, Math.min(SHOWN_MAX, violations.size()))));
    }
}
