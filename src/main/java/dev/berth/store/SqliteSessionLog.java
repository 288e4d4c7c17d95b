package dev.berth.store;

import dev.berth.session.EventTable;
import dev.berth.session.MessageTable;
import dev.berth.session.MetaTable;
import dev.berth.session.PermissionTable;
import dev.berth.session.QuestionTable;
import dev.berth.session.SessionLog;
import dev.berth.session.TaskTable;
import dev.berth.session.TurnTable;
import dev.berth.sqlite.SqliteFailure;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * One open file. SQLite's own transaction spans the whole unit; an entity manager lives as long.
 */
final class SqliteSessionLog implements SessionLog {

    private final Connection connection;
    private final Supplier<EntityManager> entityManagers;
    private final PreparedStatement mark;
    private final PreparedStatement keep;
    private final PreparedStatement undo;
    private final Rows rows = new Rows(this::unit);
    private final MessageTable messages = new MessageRows(rows);
    private final TaskTable tasks = new TaskRows(rows);
    private final MetaTable meta = new MetaRows(rows);
    private final TurnTable turns = new TurnRows(rows);
    private final EventTable events = new EventRows(rows);
    private final PermissionTable permissions = new PermissionRows(rows);
    private final QuestionTable questions = new QuestionRows(rows);
    private EntityManager unit;

    /** @param connection to the file, without auto-commit */
    SqliteSessionLog(Connection connection, Supplier<EntityManager> entityManagers) throws SQLException {
        this.connection = connection;
        this.entityManagers = entityManagers;
        this.mark = connection.prepareStatement("SAVEPOINT command");
        this.keep = connection.prepareStatement("RELEASE command");
        this.undo = connection.prepareStatement("ROLLBACK TO command");
    }

    @Override
    public MessageTable messages() {
        return messages;
    }

    @Override
    public TaskTable tasks() {
        return tasks;
    }

    @Override
    public MetaTable meta() {
        return meta;
    }

    @Override
    public TurnTable turns() {
        return turns;
    }

    @Override
    public EventTable events() {
        return events;
    }

    @Override
    public PermissionTable permissions() {
        return permissions;
    }

    @Override
    public QuestionTable questions() {
        return questions;
    }

    @Override
    public void begin() {
        unit = entityManagers.get();
        unit.getTransaction().begin();
    }

    @Override
    public void commit() {
        run(() -> {
            unit.getTransaction().commit();
            unit.close();
            unit = null;
            connection.commit();
        });
    }

    @Override
    public void mark() {
        run(mark::execute);
    }

    @Override
    public void keep() {
        run(keep::execute);
    }

    @Override
    public void undo() {
        run(() -> {
            unit.clear();
            undo.execute();
            keep.execute();
        });
    }

    @Override
    public void close() {
        run(() -> {
            if (connection.isClosed()) {
                return;
            }
            // The log beside the file goes only when the last statement is gone; what was not committed SQLite undoes.
            try {
                leaveUnit();
                mark.close();
                keep.close();
                undo.close();
                rollback();
            } finally {
                connection.close();
            }
        });
    }

    /** A unit that was not committed holds something of the persistence unit that all sessions share, and has to give it back. */
    private void leaveUnit() {
        if (unit != null) {
            if (unit.getTransaction().isActive()) {
                unit.getTransaction().rollback();
            }
            unit.close();
            unit = null;
        }
    }

    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // SQLite has undone it already when a write failed, as on a full disk; and closing undoes whatever is left.
        }
    }

    private EntityManager unit() {
        return unit;
    }

    private static void run(Step step) {
        try {
            step.run();
        } catch (SQLException | RuntimeException e) {
            throw SqliteFailure.of(e);
        }
    }

    private interface Step {
        void run() throws SQLException;
    }
}
