package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;

/** What all trials share: how long they run, and the seed that repeats one. */
public final class Trial {

    private static final int SHOWN_MAX = 20;

    private Trial() {
    }

    /** How often something is tried: {@code -Dberth.it.trials.<name>=…}, or else what the build has time for. */
    static int count(String name, int inTheBuild) {
        return Integer.getInteger("berth.it.trials." + name, inTheBuild);
    }

    /** A source of chance, the same in each build; see {@link Seed}. */
    static Random random(Class<?> trial) {
        return Seed.random(trial);
    }

    public static void say(Class<?> trial, String what) {
        System.out.println(trial.getSimpleName() + ": " + what);
    }

    static void requireNone(List<String> violations) {
        assertEquals("", String.join("\n", violations.subList(0, Math.min(SHOWN_MAX, violations.size()))));
    }
}
