package dev.berth.session;

import java.util.List;
import java.util.Optional;

/** The tasks of one open session as rows, ordered by position. Called on the session's lane only. */
public interface TaskTable {

    /** Stores a task, in place of what was stored under its id. */
    void put(Task task);

    void delete(String id);

    Optional<Task> find(String id);

    List<Task> all();

    long count();

    /** How many there are and how many of them are completed, cancelled ones left out. */
    TaskCount counted();
}
