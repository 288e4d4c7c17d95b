package dev.berth.store;

import dev.berth.session.Task;
import dev.berth.session.TaskTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class TaskRows implements TaskTable {

    private final Rows rows;

    TaskRows(Rows rows) {
        this.rows = rows;
    }

    @Override
    public void insert(Task task) {
        rows.insert(new TaskRow(task));
    }

    @Override
    public void update(Task task) {
        rows.replace(new TaskRow(task));
    }

    @Override
    public void delete(String id) {
        rows.execute("task.delete", Map.of("id", id));
    }

    @Override
    public Optional<Task> find(String id) {
        return rows.find(TaskRow.class, id).map(TaskRow::toTask);
    }

    @Override
    public List<Task> all() {
        return rows.list(TaskRow.class, "task.all", Map.of()).stream().map(TaskRow::toTask).toList();
    }

    @Override
    public long count() {
        return rows.single(Long.class, "task.count");
    }
}
