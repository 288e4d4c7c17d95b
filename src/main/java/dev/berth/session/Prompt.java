package dev.berth.session;

import java.util.List;
import java.util.Map;

/**
 * What an agent is asked.
 *
 * @param model what the user asked for, or null for the agent's default
 * @param memory what the agent has kept in the session's earlier turns, by name
 * @param traceparent the trace that the turn belongs to, as in W3C Trace Context; null when nobody who is known asked for it
 * @param files what goes with the words, in order
 */
public record Prompt(String sessionId, String turnId, String content, Mode mode, String model, String repoOwner, String repoName,
        Map<String, String> memory, String traceparent, List<PromptFile> files) {
}
