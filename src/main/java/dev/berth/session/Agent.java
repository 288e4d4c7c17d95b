package dev.berth.session;

import java.util.Map;
import java.util.function.Predicate;

/** What answers. Safe for use by many threads: one agent serves all sessions. None of its methods blocks but {@link #close}. */
public interface Agent {

    /** The name that the setting {@code berth.agent} chooses it by. */
    String name();

    /**
     * Begins to answer and returns at once; the work goes on elsewhere and is told to {@code output}. Called after the turn
     * was recorded as running. What is thrown fails the turn.
     */
    AgentRun start(Prompt prompt, AgentOutput output);

    /**
     * Drops what it keeps of a session that was deleted. Nothing of the session runs any more, or was told to stop.
     *
     * @param memory what it had kept in the session, as in {@link Prompt#memory}; empty when that could not be read
     */
    default void forget(String sessionId, Map<String, String> memory) {
    }

    /** Drops what it keeps of sessions that are gone; called once, beside the normal work, after the start. */
    default void tidy(Predicate<String> sessionExists) {
    }

    /** Whether it takes the files of a prompt; without, such a prompt is refused. */
    default boolean takesFiles() {
        return false;
    }

    default AgentHealth health() {
        return AgentHealth.READY;
    }

    /** Ends everything it has started. Takes some seconds at the most. */
    default void close() {
    }
}
