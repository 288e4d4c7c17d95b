package dev.berth.live;

import dev.berth.session.Mode;

/**
 * What somebody asks the agent, already checked.
 *
 * @param mode null for the session's own
 * @param clientMessageId null for none; the same one is stored and run once
 * @param model null for the agent's default
 */
public record PromptWish(String content, Mode mode, String clientMessageId, String model) {
}
