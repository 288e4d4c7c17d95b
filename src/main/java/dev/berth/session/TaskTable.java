package dev.berth.session;

import java.util.List;
import java.util.Optional;

/** The tasks of one open session as rows, ordered by position. Called on the session's lane only. */
public interface TaskTable {

    void insert(Task task);

    void update(Task task);

    void delete(String id);

    Optional<Task> find(String id);

    List<Task> all();

    long count();
}
