package dev.berth.session;

import java.util.Map;

/**
 * What an agent is asked.
 *
 * @param model what the user asked for, or null for the agent's default
 * @param memory what the agent has kept in the session's earlier turns, by name
 */
public record Prompt(String sessionId, String turnId, String content, Mode mode, String model, String repoOwner, String repoName,
        Map<String, String> memory) {
}
