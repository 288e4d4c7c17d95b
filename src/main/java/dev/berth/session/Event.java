package dev.berth.session;

import java.util.function.Consumer;

/**
 * One numbered change of a session, as stored and as broadcast: the body is the very JSON text that every follower gets.
 *
 * @param seq grows within its session; it need not be dense, since superseded events are pruned
 * @param turnId the turn that brought it, or null
 * @param createdAt seconds since the epoch
 */
public record Event(long seq, String type, String turnId, String body, long createdAt) {

    public static final String MESSAGE = "message";
    public static final String MESSAGE_DELTA = "message-delta";
    public static final String MESSAGE_PARTS = "message-parts";
    public static final String MESSAGE_DELETED = "message-deleted";
    public static final String TURN = "turn";
    public static final String TASK = "task";
    public static final String TASK_DELETED = "task-deleted";
    public static final String META = "meta";
    public static final String SESSION = "session";
    public static final String PERMISSION = "permission";
    public static final String QUESTION = "question";

    /** Whether who came by a share link is shown events of a type: those of the conversation, and none of the metadata. */
    public static boolean isForGuests(String type) {
        return !type.equals(META);
    }

    /** What followers get, and when it happened: JSON. */
    public String bodyWithTime() {
        return body.substring(0, body.length() - 1) + ",\"createdAt\":" + createdAt + '}';
    }

    /** @param members writes what the event carries beside its type and number */
    public static Event of(long seq, String type, String turnId, long createdAt, Consumer<JsonWriter> members) {
        JsonWriter out = new JsonWriter(512).beginObject().member("type", type).member("seq", seq);
        members.accept(out);
        return new Event(seq, type, turnId, out.endObject().toString(), createdAt);
    }
}
