package dev.berth.agent.opencode;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells the messages of one turn from all others in OpenCode's sessions: its prompt, the answers to it, and what its sub-agents have
 * said since, who may have worked in an earlier turn, too. Not thread-safe.
 */
final class TurnMessages {

    private final String session;
    private final String promptId;
    private final Set<String> answers = new HashSet<>();
    /** When OpenCode took the prompt, by its own clock in milliseconds. */
    private long takenAt;

    TurnMessages(String session, String promptId) {
        this.session = session;
        this.promptId = promptId;
    }

    /** Whether it is the turn's prompt, which OpenCode has taken then. */
    boolean isPrompt(JsonObject info) {
        boolean prompt = info.getString("id").equals(promptId);
        if (prompt) {
            takenAt = createdAt(info, 0);
        }
        return prompt;
    }

    /** Takes a message. @return whether it is an answer of this turn */
    boolean take(JsonObject info) {
        boolean answer = info.getString("role", "").equals("assistant") && isOfThisTurn(info);
        if (answer) {
            answers.add(info.getString("id"));
        }
        return answer;
    }

    /** Whether an answer with this id was taken. */
    boolean hasAnswer(String messageId) {
        return answers.contains(messageId);
    }

    private boolean isOfThisTurn(JsonObject info) {
        boolean ofSubAgent = !info.getString("sessionID", session).equals(session);
        return ofSubAgent ? createdAt(info, takenAt) >= takenAt : info.getString("parentID", "").equals(promptId);
    }

    private static long createdAt(JsonObject info, long otherwise) {
        return info.get("time") instanceof JsonObject time && time.get("created") instanceof JsonNumber created
                ? created.longValue() : otherwise;
    }
}
