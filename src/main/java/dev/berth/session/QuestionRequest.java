package dev.berth.session;

/**
 * What an agent wants to know from people.
 *
 * @param id the agent's own, unique in its session
 * @param toolCallId the tool call that waits for it, or null
 * @param count how many questions there are
 * @param questions JSON text of an array of {@code {question, header?, options: [{label, description?}], multiple?}}
 */
public record QuestionRequest(String id, String toolCallId, int count, String questions) {
}
