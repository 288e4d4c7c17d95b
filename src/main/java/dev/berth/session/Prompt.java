package dev.berth.session;

/**
 * What an agent is asked.
 *
 * @param model what the user asked for, or null for the agent's default
 */
public record Prompt(String sessionId, String turnId, String content, Mode mode, String model) {
}
