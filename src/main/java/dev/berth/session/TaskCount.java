package dev.berth.session;

/**
 * How far the tasks of a session are. Cancelled ones are not counted.
 *
 * @param done how many are completed
 * @param total how many there are
 */
public record TaskCount(int done, int total) implements JsonForm {

    public static final TaskCount NONE = new TaskCount(0, 0);

    /** The count with a task more. */
    TaskCount with(TaskStatus status) {
        return changedBy(1, status);
    }

    /** The count with a task less. */
    TaskCount without(TaskStatus status) {
        return changedBy(-1, status);
    }

    private TaskCount changedBy(int tasks, TaskStatus status) {
        return switch (status) {
            case CANCELLED -> this;
            case COMPLETED -> new TaskCount(done + tasks, total + tasks);
            case PENDING, IN_PROGRESS -> new TaskCount(done, total + tasks);
        };
    }

    @Override
    public void writeTo(JsonWriter out) {
        out.beginObject().member("done", done).member("total", total).endObject();
    }
}
