package dev.berth.agent.opencode;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Watches one turn for the ways in which OpenCode hangs or goes round in circles. Not thread-safe. */
final class TurnWatch {

    private final RunLimits limits;
    private final Map<String, Steps> steps = new HashMap<>();
    private boolean taken;
    private long signOfLifeNanos = System.nanoTime();
    private long quietSinceNanos = signOfLifeNanos;
    private long retryingSinceNanos;
    private String retryReason;

    TurnWatch(RunLimits limits) {
        this.limits = limits;
    }

    /** Whether OpenCode has taken the prompt. */
    boolean isTaken() {
        return taken;
    }

    void taken() {
        taken = true;
    }

    /** Something has come from OpenCode. */
    void alive() {
        signOfLifeNanos = System.nanoTime();
    }

    /** The provider failed and is asked again. */
    void retrying(String reason) {
        if (retryReason == null) {
            retryingSinceNanos = System.nanoTime();
        }
        retryReason = reason;
    }

    /** The model has said something. @return whether it was being retried before */
    boolean spoken() {
        boolean wasRetrying = retryReason != null;
        retryReason = null;
        return wasRetrying;
    }

    /** Takes a message of the assistant or of a sub-agent: each is one call of the model. */
    void step(JsonObject info) {
        steps.computeIfAbsent(info.getString("sessionID", ""), session -> new Steps()).take(info);
    }

    /** Whether it has been quiet for so long, since the last sign of life and the last time this was so. */
    boolean isQuiet(Duration max) {
        boolean quiet = isOver(Math.max(signOfLifeNanos, quietSinceNanos), max);
        if (quiet) {
            quietSinceNanos = System.nanoTime();
        }
        return quiet;
    }

    /** Why the turn must be ended now. @param waiting whether a tool runs or people are asked */
    Optional<String> fault(boolean waiting) {
        if (steps.values().stream().anyMatch(taken -> taken.unknownEnds >= RunLimits.UNKNOWN_ENDS_MAX)) {
            return Optional.of("The model's answers break off without an end.");
        }
        if (steps.values().stream().anyMatch(taken -> taken.begun.size() > limits.steps())) {
            return Optional.of("The turn took more than " + limits.steps() + " steps.");
        }
        if (retryReason != null && isOver(retryingSinceNanos, limits.retry())) {
            return Optional.of("The model's provider has failed for " + limits.retry().toSeconds() + " seconds: " + retryReason);
        }
        if (!taken && isOver(signOfLifeNanos, RunLimits.TAKE_MAX)) {
            return Optional.of("OpenCode did not take the message.");
        }
        return !waiting && retryReason == null && isOver(signOfLifeNanos, limits.silence())
                ? Optional.of("The model has said nothing for " + limits.silence().toSeconds() + " seconds.") : Optional.empty();
    }

    private static boolean isOver(long sinceNanos, Duration max) {
        return System.nanoTime() - sinceNanos > max.toNanos();
    }

    /** The calls of the model in one session of OpenCode: the turn's own, or that of a sub-agent. */
    private static final class Steps {

        private final Set<String> begun = new HashSet<>();
        private final Set<String> ended = new HashSet<>();
        private int unknownEnds;

        void take(JsonObject info) {
            begun.add(info.getString("id"));
            if (info.containsKey("finish") && ended.add(info.getString("id"))) {
                unknownEnds = info.getString("finish").equals("unknown") ? unknownEnds + 1 : 0;
            }
        }
    }
}
