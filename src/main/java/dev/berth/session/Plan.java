package dev.berth.session;

import java.util.List;

/** Which of an agent's tasks are which items of its new plan: those of the same title, then those at the same place. */
final class Plan {

    private final List<Task> tasks;
    private final List<TaskChange> items;
    private final boolean[] taken;
    private final Task[] matches;

    Plan(List<Task> tasks, List<TaskChange> items) {
        this.tasks = tasks;
        this.items = items;
        this.taken = new boolean[tasks.size()];
        this.matches = new Task[items.size()];
        byTitle();
        byPlace();
    }

    /** For each item the task that it is, or null for a new one. */
    Task[] matches() {
        return matches.clone();
    }

    private void byTitle() {
        for (int i = 0; i < matches.length; i++) {
            for (int t = 0; t < taken.length && matches[i] == null; t++) {
                if (!taken[t] && tasks.get(t).title().equals(items.get(i).title())) {
                    take(i, t);
                }
            }
        }
    }

    private void byPlace() {
        for (int i = 0; i < Math.min(matches.length, taken.length); i++) {
            if (matches[i] == null && !taken[i]) {
                take(i, i);
            }
        }
    }

    private void take(int item, int task) {
        taken[task] = true;
        matches[item] = tasks.get(task);
    }
}
