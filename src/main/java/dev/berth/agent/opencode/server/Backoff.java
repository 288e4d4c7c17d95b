package dev.berth.agent.opencode.server;

import java.time.Duration;

/** When OpenCode may be started again after it has failed, and why it failed. Not for several threads. */
final class Backoff {

    private final OpenCodeTimes times;
    private int failures;
    private long due = System.nanoTime();
    private String sentence;

    Backoff(OpenCodeTimes times) {
        this.times = times;
    }

    /** @param afterAGoodRun whether the failures before are forgotten */
    void failed(String why, boolean afterAGoodRun) {
        failures = afterAGoodRun ? 1 : failures + 1;
        due = System.nanoTime() + times.pauseAfter(failures).toNanos();
        sentence = why;
    }

    /** How long until the next try; zero when it may be now. */
    Duration pause() {
        return Duration.ofNanos(Math.max(0, due - System.nanoTime()));
    }

    /** Whether the next try is worth waiting for. */
    boolean isSoon() {
        return pause().compareTo(times.soon()) <= 0;
    }

    /** Why it failed the last time, or null: it never has. */
    String sentence() {
        return sentence;
    }
}
