package dev.berth.session;

/** What answers. Safe for use by many threads: one agent serves all sessions. */
public interface Agent {

    /** The name that the setting {@code berth.agent} chooses it by. */
    String name();

    /**
     * Begins to answer and returns at once; the work goes on elsewhere and is told to {@code output}. Called after the turn
     * was recorded as running. What is thrown fails the turn.
     */
    AgentRun start(Prompt prompt, AgentOutput output);
}
