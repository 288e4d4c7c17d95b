package dev.berth.session;

import java.util.ArrayList;
import java.util.Arrays;
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
        return insert(wish, false, turnId);
    }

    /**
     * Makes the agent's own tasks equal to its plan; what people added stays as it is. An item keeps its task, found by its title,
     * or else by its place when the title at that place is new; what is planned no more is removed.
     */
    public void mirror(List<TaskChange> plan, String turnId) {
        List<Task> before = table.all().stream().filter(Task::planned).toList();
        Task[] kept = new Plan(before, plan).matches();
        before.stream().filter(task -> !Arrays.asList(kept).contains(task)).forEach(task -> delete(task.id(), turnId));
        List<Task> now = new ArrayList<>();
        for (int i = 0; i < plan.size(); i++) {
            now.add(kept[i] == null ? insert(plan.get(i), true, turnId) : update(kept[i], plan.get(i), turnId));
        }
        order(now, turnId);
    }

    public Task change(String id, TaskChange change) {
        return update(find(id), change, null);
    }

    public void remove(String id) {
        find(id);
        delete(id, null);
    }

    private void order(List<Task> planned, String turnId) {
        long[] places = planned.stream().mapToLong(Task::position).sorted().toArray();
        for (int i = 0; i < places.length; i++) {
            if (planned.get(i).position() != places[i]) {
                store(planned.get(i).at(places[i], events.next()), turnId);
            }
        }
    }

    private Task insert(TaskChange wish, boolean planned, String turnId) {
        Task task = wish.begin(UUID.randomUUID().toString(), planned, events.now(), events.next());
        table.insert(task);
        announce(task, turnId);
        return task;
    }

    private Task update(Task task, TaskChange change, String turnId) {
        Task changed = change.applyTo(task, events.now(), events.next());
        return turnId != null && changed.equals(task.at(task.position(), changed.seq())) ? task : store(changed, turnId);
    }

    private Task store(Task changed, String turnId) {
        table.update(changed);
        announce(changed, turnId);
        return changed;
    }

    private void delete(String id, String turnId) {
        table.delete(id);
        events.append(Event.TASK_DELETED, turnId, out -> out.member("taskId", id));
    }

    private void announce(Task task, String turnId) {
        events.append(Event.TASK, turnId, out -> out.member("task", task));
    }

    private Task find(String id) {
        return table.find(id).orElseThrow(() -> Refusal.notFound("task"));
    }
}
