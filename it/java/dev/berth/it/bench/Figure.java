package dev.berth.it.bench;

/** What is measured of a workload. */
enum Figure {

    PER_SECOND("a second", true),
    P50("p50, ms", false),
    P99("p99, ms", false),
    /** User and system time of the server's processes for each operation. */
    CPU("CPU of the server, ms each", false),
    /** The same of the benchmark itself, which runs beside the server. */
    CLIENT_CPU("CPU of the client, ms each", false),
    /** By resident memory. */
    KB("resident KB each", false),
    /** By Java objects that outlive a collection; only where the server is a JVM. */
    HEAP_KB("KB of Java heap each", false),
    /** By resident memory, without the room that a JVM's heap keeps for later. */
    HELD_KB("KB held each", false),
    MB("resident MB", false),
    SECONDS("s", false),
    /** What was not answered well, or not delivered. */
    ERRORS("errors", false);

    private final String words;
    private final boolean moreIsBetter;

    Figure(String words, boolean moreIsBetter) {
        this.words = words;
        this.moreIsBetter = moreIsBetter;
    }

    String words() {
        return words;
    }

    boolean moreIsBetter() {
        return moreIsBetter;
    }
}
