package dev.berth.store;

import dev.berth.session.Task;
import dev.berth.session.TaskCount;
import dev.berth.session.TaskTable;
import dev.berth.sqlite.Rows;
import java.util.List;
import java.util.Optional;

final class TaskRows implements TaskTable {

    private final Rows rows;

    TaskRows(Rows rows) {
        this.rows = rows;
    }

    @Override
    public void put(Task task) {
        rows.write("task.put", task.id(), task.title(), task.description(), task.status().wireName(), task.mode().wireName(),
                task.createdAt(), task.completedAt(), task.position(), task.planned() ? 1 : 0, task.seq());
    }

    @Override
    public void delete(String id) {
        rows.write("task.delete", id);
    }

    @Override
    public Optional<Task> find(String id) {
        return rows.first(TaskRow.class, "task.find", id).map(TaskRow::toTask);
    }

    @Override
    public List<Task> all() {
        return rows.list(TaskRow.class, "task.all").stream().map(TaskRow::toTask).toList();
    }

    @Override
    public long count() {
        return rows.number("task.count");
    }

    @Override
    public TaskCount counted() {
        Object[] row = rows.first(Object[].class, "task.counted").orElseThrow();
        return new TaskCount(((Number) row[0]).intValue(), ((Number) row[1]).intValue());
    }
}
