package dev.berth.it.bench;

import dev.berth.it.server.ServerKind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param workloads the names of those that are wanted; empty: all
 * @param seconds how long each workload is measured, once warm
 * @param messages in the long session whose pages are compared with a short one's
 * @param sessions of the user whose list is compared with a short one, and on disk at the start
 */
record BenchOptions(ServerKind server, Set<String> workloads, double seconds, int messages, int sessions) {

    private static final int MESSAGES = 100_000;
    private static final int MESSAGES_FULL = 1_000_000;
    private static final int SESSIONS = 5_000;
    private static final int SESSIONS_FULL = 100_000;

    static BenchOptions ofSystemProperties(ServerKind server) {
        boolean full = Boolean.getBoolean("berth.bench.full");
        String wanted = System.getProperty("berth.bench.workloads", "");
        return new BenchOptions(server, wanted.isBlank() ? Set.of() : Set.copyOf(List.of(wanted.split(","))),
                Double.parseDouble(System.getProperty("berth.bench.seconds", "6")), full ? MESSAGES_FULL : MESSAGES,
                full ? SESSIONS_FULL : SESSIONS);
    }

    boolean wants(String workload) {
        return workloads.isEmpty() || workloads.contains(workload);
    }

    /** Refuses names that nobody knows. */
    void requireKnown(List<String> names) {
        workloads.stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("berth.bench.workloads must be of " + String.join(",", names) + ", but has '" + name + "'.");
        });
    }

    /** How it is measured, in words. */
    String words() {
        return String.format(Locale.ROOT, "%.1f s for each workload, long session of %,d messages, long list of %,d sessions", seconds,
                messages, sessions);
    }
}
