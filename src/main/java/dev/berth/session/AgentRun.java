package dev.berth.session;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** An agent's work on one turn. */
public interface AgentRun {

    /**
     * Ends the work, whatever it is doing. Called at any time, also after the end and more than once.
     *
     * @return completes when nothing of it runs any more; the session's next turn waits for that, up to a deadline
     */
    CompletionStage<Void> stop();

    /**
     * Tells what people say to a permission it asked for. Called once for each, after the answer was recorded.
     *
     * @param message what they say beside it, or null
     */
    default void permit(String permissionId, PermissionReply reply, String message) {
    }

    /**
     * Tells what people answer to a question it asked. Called once for each, after the answer was recorded.
     *
     * @param answers a list for each question, or null when they do not want to answer
     */
    default void answer(String questionId, List<List<String>> answers) {
    }
}
