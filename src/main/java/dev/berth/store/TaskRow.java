package dev.berth.store;

import dev.berth.session.Mode;
import dev.berth.session.Task;
import dev.berth.session.TaskStatus;
import dev.berth.session.WireName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.Table;

@Entity
@Table(name = "tasks")
@NamedNativeQuery(name = "task.put", query = """
        INSERT OR REPLACE INTO tasks (id, title, description, status, mode, created_at, completed_at, position, planned, seq)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)""")
@NamedNativeQuery(name = "task.find", query = "SELECT * FROM tasks WHERE id = ?1", resultClass = TaskRow.class)
@NamedNativeQuery(name = "task.all", query = "SELECT * FROM tasks ORDER BY position", resultClass = TaskRow.class)
@NamedNativeQuery(name = "task.count", query = "SELECT COUNT(*) FROM tasks")
@NamedNativeQuery(name = "task.counted", query = """
        SELECT COUNT(*) FILTER (WHERE status = 'completed'), COUNT(*) FILTER (WHERE status <> 'cancelled') FROM tasks""")
@NamedNativeQuery(name = "task.delete", query = "DELETE FROM tasks WHERE id = ?1")
class TaskRow {

    @Id
    private String id;
    private String title;
    private String description;
    private String status;
    private String mode;
    @Column(name = "created_at")
    private long createdAt;
    @Column(name = "completed_at")
    private Long completedAt;
    private long position;
    private int planned;
    private long seq;

    protected TaskRow() {
    }

    Task toTask() {
        return new Task(id, title, description, WireName.stored(TaskStatus.class, status),
                WireName.stored(Mode.class, mode), createdAt, completedAt, position, planned == 1, seq);
    }
}
