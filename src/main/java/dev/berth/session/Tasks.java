package dev.berth.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The plan of a session: added to and changed by the agent and by people. */
public final class Tasks {

    /** More tasks than this are refused. */
    public static final int COUNT_MAX = 10_000;

    private final TaskTable table;
    private final Events events;
    /** Counted once when the file is opened and kept from then on: it goes out with each change of the session. */
    private TaskCount counted;

    public Tasks(TaskTable table, Events events) {
        this.table = table;
        this.events = events;
        recount();
    }

    /** How far they are, stored or about to be. */
    public TaskCount counted() {
        return counted;
    }

    /** Counts again, after a command was undone. */
    public void recount() {
        counted = table.counted();
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
        before.stream().filter(task -> !Arrays.asList(kept).contains(task)).forEach(task -> delete(task, turnId));
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
        delete(find(id), null);
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
        Task task = wish.begin(Ids.next(), planned, events.now(), events.next());
        table.put(task);
        counted = counted.with(task.status());
        announce(task, turnId);
        return task;
    }

    private Task update(Task task, TaskChange change, String turnId) {
        Task changed = change.applyTo(task, events.now(), events.next());
        if (turnId != null && changed.equals(task.at(task.position(), changed.seq()))) {
            return task;
        }
        counted = counted.without(task.status()).with(changed.status());
        return store(changed, turnId);
    }

    private Task store(Task changed, String turnId) {
        table.put(changed);
        announce(changed, turnId);
        return changed;
    }

    private void delete(Task task, String turnId) {
        table.delete(task.id());
        counted = counted.without(task.status());
        events.append(Event.TASK_DELETED, turnId, out -> out.member("taskId", task.id()));
    }

    private void announce(Task task, String turnId) {
        events.append(Event.TASK, turnId, out -> out.member("task", task));
    }

    private Task find(String id) {
        return table.find(id).orElseThrow(() -> Refusal.notFound("task"));
    }
}
