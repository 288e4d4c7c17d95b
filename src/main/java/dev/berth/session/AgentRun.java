package dev.berth.session;

import java.util.concurrent.CompletionStage;

/** An agent's work on one turn. */
public interface AgentRun {

    /**
     * Ends the work, whatever it is doing. Called at any time, also after the end and more than once.
     *
     * @return completes when nothing of it runs any more; the session's next turn waits for that, up to a deadline
     */
    CompletionStage<Void> stop();
}
