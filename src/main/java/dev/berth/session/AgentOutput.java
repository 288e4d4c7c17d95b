package dev.berth.session;

/**
 * Takes what an agent says in one turn, from any thread, and never blocks. A part is named by a key of the agent's own;
 * parts keep the order in which their keys first came. After the end, and after Stop, everything is ignored.
 */
public interface AgentOutput {

    /** Adds to the end of a text part, which begins with the first call. */
    void text(String key, String text);

    /** Adds to the end of a reasoning part, which begins with the first call. */
    void reasoning(String key, String text);

    /** Adds a part, or replaces the one with this key. */
    void put(String key, Part part);

    void task(TaskChange added);

    /** Ends the turn well. @param usageJson token counts and cost as JSON text, or null */
    void completed(String usageJson);

    /** Ends the turn. @param reason a sentence for people */
    void failed(String reason);
}
