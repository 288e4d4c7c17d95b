package dev.berth.session;

/** A new task, or what is to change of one; for a change, null members stay as they are. */
public record TaskChange(String title, String description, TaskStatus status, Mode mode) {

    /** A task somebody adds, with the defaults for what was left out. */
    public static TaskChange added(String title, String description, TaskStatus status, Mode mode) {
        return new TaskChange(title, description, status == null ? TaskStatus.PENDING : status, mode == null ? Mode.BUILD : mode);
    }

    Task begin(String id, boolean planned, long now, long seq) {
        return new Task(id, title, description, status, mode, now, completedAt(null, status, now), seq, planned, seq);
    }

    Task applyTo(Task task, long now, long seq) {
        TaskStatus newStatus = status == null ? task.status() : status;
        return new Task(task.id(), title == null ? task.title() : title, description == null ? task.description() : description,
                newStatus, mode == null ? task.mode() : mode, task.createdAt(), completedAt(task.completedAt(), newStatus, now),
                task.position(), task.planned(), seq);
    }

    private static Long completedAt(Long before, TaskStatus status, long now) {
        if (status != TaskStatus.COMPLETED) {
            return null;
        }
        return before == null ? Long.valueOf(now) : before;
    }
}
