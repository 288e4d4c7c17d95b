package dev.berth.store;

import dev.berth.session.Mode;
import dev.berth.session.Task;
import dev.berth.session.TaskStatus;
import dev.berth.session.WireName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;

@Entity
@Table(name = "tasks")
@NamedQuery(name = "task.all", query = "SELECT t FROM TaskRow t ORDER BY t.position")
@NamedQuery(name = "task.count", query = "SELECT COUNT(t.id) FROM TaskRow t")
@NamedQuery(name = "task.delete", query = "DELETE FROM TaskRow t WHERE t.id = :id")
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

    TaskRow(Task task) {
        id = task.id();
        title = task.title();
        description = task.description();
        status = task.status().wireName();
        mode = task.mode().wireName();
        createdAt = task.createdAt();
        completedAt = task.completedAt();
        position = task.position();
        planned = task.planned() ? 1 : 0;
        seq = task.seq();
    }

    Task toTask() {
        return new Task(id, title, description, WireName.stored(TaskStatus.class, status),
                WireName.stored(Mode.class, mode), createdAt, completedAt, position, planned == 1, seq);
    }
}
