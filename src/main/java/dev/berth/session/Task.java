package dev.berth.session;

/**
 * An item of the agent's plan, or the user's.
 *
 * @param completedAt seconds since the epoch, or null while it is not completed
 * @param position orders the tasks: the number of the event that brought it, or brought another of the agent's plan
 * @param planned whether it is the agent's own, and goes when the agent plans it no more
 * @param seq the number of its latest change
 */
public record Task(String id, String title, String description, TaskStatus status, Mode mode, long createdAt, Long completedAt,
        long position, boolean planned, long seq) implements JsonForm {

    Task at(long newPosition, long newSeq) {
        return new Task(id, title, description, status, mode, createdAt, completedAt, newPosition, planned, newSeq);
    }

    @Override
    public void writeTo(JsonWriter out) {
        out.beginObject().member("id", id).member("title", title).member("description", description)
                .member("status", status.wireName()).member("mode", mode.wireName()).member("createdAt", createdAt)
                .member("completedAt", completedAt).member("seq", seq).endObject();
    }
}
