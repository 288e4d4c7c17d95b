package dev.berth.session;

/**
 * The agent's work on one user message. Times are seconds since the epoch.
 *
 * @param messageId the user's message
 * @param answerId the assistant's message, or null before the first word
 * @param rank orders the queue; lower runs first
 * @param position 0 when it runs, 1 and up in the queue, null when it has ended
 * @param model what the user asked for, or null for the agent's default
 * @param reason why it failed, stopped or was interrupted, in plain words, or null
 * @param progress what is going on besides words, as a sentence; null when nothing special is, and when it has ended
 * @param usage what it has taken so far, or null when nobody knows
 */
public record Turn(String id, String messageId, String answerId, TurnState state, Mode mode, String model, long rank,
        Integer position, String reason, Long startedAt, Long endedAt, String progress, Usage usage) implements JsonForm {

    public static Turn queued(String id, String messageId, Mode mode, String model, long rank) {
        return new Turn(id, messageId, null, TurnState.QUEUED, mode, model, rank, null, null, null, null, null, null);
    }

    public Turn queuedAgain(long newRank) {
        return new Turn(id, messageId, null, TurnState.QUEUED, mode, model, newRank, null, null, null, null, null, null);
    }

    public Turn started(long now) {
        return new Turn(id, messageId, null, TurnState.RUNNING, mode, model, rank, 0, null, now, null, null, null);
    }

    public Turn answeredBy(String messageOfAnswer) {
        return new Turn(id, messageId, messageOfAnswer, state, mode, model, rank, position, reason, startedAt, endedAt, progress, usage);
    }

    public Turn ended(TurnState end, String why, long now) {
        return new Turn(id, messageId, answerId, end, mode, model, rank, null, why, startedAt, now, null, usage);
    }

    public Turn progressing(String sentence) {
        return new Turn(id, messageId, answerId, state, mode, model, rank, position, reason, startedAt, endedAt, sentence, usage);
    }

    public Turn using(Usage soFar) {
        return new Turn(id, messageId, answerId, state, mode, model, rank, position, reason, startedAt, endedAt, progress, soFar);
    }

    public Turn ranked(long newRank) {
        return new Turn(id, messageId, answerId, state, mode, model, newRank, position, reason, startedAt, endedAt, progress, usage);
    }

    public Turn at(Integer newPosition) {
        return new Turn(id, messageId, answerId, state, mode, model, rank, newPosition, reason, startedAt, endedAt, progress, usage);
    }

    @Override
    public void writeTo(JsonWriter out) {
        out.beginObject().member("id", id).member("messageId", messageId).optional("answerId", answerId)
                .member("state", state.wireName()).member("mode", mode.wireName())
                .member("position", position == null ? null : Long.valueOf(position)).member("reason", reason)
                .member("startedAt", startedAt).member("endedAt", endedAt).member("progress", progress).member("usage", usage)
                .endObject();
    }
}
