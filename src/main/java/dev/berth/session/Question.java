package dev.berth.session;

import java.util.List;

/**
 * Questions that an agent asked together, and what became of them (P8). Times are seconds since the epoch.
 *
 * @param answers for each question what was chosen or written; null until answered, and when rejected
 * @param answeredBy the user who answered, or null
 * @param seq the number of its latest change
 */
public record Question(QuestionRequest request, String turnId, AskState state, List<List<String>> answers, String answeredBy,
        long createdAt, Long answeredAt, long seq) implements JsonForm {

    static Question asked(QuestionRequest request, String turnId, long now, long seq) {
        return new Question(request, turnId, AskState.PENDING, null, null, now, null, seq);
    }

    Question answered(List<List<String>> with, String userId, long now, long newSeq) {
        return new Question(request, turnId, AskState.ANSWERED, with, userId, createdAt, now, newSeq);
    }

    Question expired(long newSeq) {
        return new Question(request, turnId, AskState.EXPIRED, null, null, createdAt, null, newSeq);
    }

    public String id() {
        return request.id();
    }

    /** Whether people did not want to answer. */
    public boolean rejected() {
        return state == AskState.ANSWERED && answers == null;
    }

    @Override
    public void writeTo(JsonWriter out) {
        out.beginObject().member("id", id()).member("turnId", turnId).member("toolCallId", request.toolCallId()).name("questions")
                .raw(request.questions()).member("state", state.wireName()).name("answers").raw(answersJson())
                .name("rejected").raw(Boolean.toString(rejected())).member("answeredBy", answeredBy).member("createdAt", createdAt)
                .member("answeredAt", answeredAt).member("seq", seq).endObject();
    }

    /** The answers as JSON text, or null. */
    public String answersJson() {
        if (answers == null) {
            return null;
        }
        JsonWriter out = new JsonWriter().beginArray();
        answers.forEach(out::texts);
        return out.endArray().toString();
    }
}
