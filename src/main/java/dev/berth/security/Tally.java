package dev.berth.security;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many of something each name has open. It remembers only names that have some. Safe for use by many threads. */
final class Tally {

    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    /** Counts one more if that is within the limit. @return how many there were before */
    int enter(String name, int max) {
        int[] before = new int[1];
        counts.compute(name, (same, count) -> {
            before[0] = count == null ? 0 : count;
            return before[0] < max ? Integer.valueOf(before[0] + 1) : count;
        });
        return before[0];
    }

    void leave(String name) {
        counts.computeIfPresent(name, (same, count) -> count > 1 ? count - 1 : null);
    }
}
