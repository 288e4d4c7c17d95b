package dev.berth.session;

import java.util.List;

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

    /** Adds to the end of the content of a part that was put before; ignored when there is none. */
    void append(String key, String text);

    void task(TaskChange added);

    /** The agent's whole plan as it is now; replaces what it planned before. */
    void plan(List<TaskChange> items);

    /** What is going on besides words, as a sentence; null when nothing special is. */
    void progress(String sentence);

    /** What the turn has used so far. */
    void usage(Usage soFar);

    /** Keeps something for the session's later turns, which find it in {@link Prompt#memory}. */
    void remember(String name, MetaValue value);

    /** Asks people for a permission; the answer comes to {@link AgentRun#permit}. */
    void ask(PermissionRequest request);

    /** Asks people a question; the answer comes to {@link AgentRun#answer}. */
    void ask(QuestionRequest request);

    /** Takes back what was asked: nobody needs to answer it any more. */
    void withdraw(String askId);

    /** Ends the turn well. */
    void completed();

    /** Ends the turn. @param reason a sentence for people */
    void failed(String reason);

    /** Ends the turn because the agent itself was cut off. @param reason a sentence for people */
    void interrupted(String reason);
}
