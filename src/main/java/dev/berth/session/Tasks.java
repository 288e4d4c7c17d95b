package dev.berth.session;

import java.util.List;
import java.util.UUID;

/** The plan of a session: added to and changed by the agent and by people. */
public final class Tasks {

    /** More tasks than this are refused. */
    public static final int COUNT_MAX = 10_000;

    private final TaskTable table;
    private final Events events;

    public Tasks(TaskTable table, Events events) {
        this.table = table;
        this.events = events;
    }

    public List<Task> all() {
        return table.all();
    }

    /** @param turnId the turn whose agent adds it, or null when a person does */
    public Task add(TaskChange wish, String turnId) {
        if (table.count() >= COUNT_MAX) {
            throw Refusal.conflict("This session has " + COUNT_MAX + " tasks already.");
        }
        Task task = wish.begin(UUID.randomUUID().toString(), events.now(), events.next());
        table.insert(task);
        events.append(Event.TASK, turnId, out -> out.member("task", task));
        return task;
    }

    public Task change(String id, TaskChange change) {
        Task task = change.applyTo(find(id), events.now(), events.next());
        table.update(task);
        events.append(Event.TASK, null, out -> out.member("task", task));
        return task;
    }

    public void remove(String id) {
        find(id);
        table.delete(id);
        events.append(Event.TASK_DELETED, null, out -> out.member("taskId", id));
    }

    private Task find(String id) {
        return table.find(id).orElseThrow(() -> Refusal.notFound("task"));
    }
}
