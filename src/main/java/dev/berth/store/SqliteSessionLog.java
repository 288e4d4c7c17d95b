package dev.berth.store;

import dev.berth.session.EventTable;
import dev.berth.session.MessageTable;
import dev.berth.session.MetaTable;
import dev.berth.session.PermissionTable;
import dev.berth.session.QuestionTable;
import dev.berth.session.SessionLog;
import dev.berth.session.TaskTable;
import dev.berth.session.TurnTable;
import dev.berth.sqlite.Rows;
import dev.berth.sqlite.SqliteFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** One open file. SQLite's own transaction spans the whole unit. */
final class SqliteSessionLog implements SessionLog {

    /** How many times it is asked whether the file is full before it looks again; one time adds a body of a request at most. */
    private static final int LOOKS_APART = 16;
    private static final String BYTES_IN_USE =
            "SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size";

    private final Connection connection;
    private final Rows rows;
    private final long bytesMax;
    private final boolean forWriting;
    private final PreparedStatement mark;
    private final PreparedStatement keep;
    private final PreparedStatement undo;
    private final MessageTable messages;
    private final TaskTable tasks;
    private final MetaTable meta;
    private final TurnTable turns;
    private final EventTable events;
    private final PermissionTable permissions;
    private final QuestionTable questions;
    private boolean full;
    private int looksLeft;

    /**
     * @param connection to the file, without auto-commit
     * @param rows of this connection
     * @param bytesMax from which on the file is full
     */
    SqliteSessionLog(Connection connection, Rows rows, long bytesMax) throws SQLException {
        this.forWriting = !connection.isReadOnly();
        this.connection = connection;
        this.rows = rows;
        this.bytesMax = bytesMax;
        this.mark = connection.prepareStatement("SAVEPOINT command");
        this.keep = connection.prepareStatement("RELEASE command");
        this.undo = connection.prepareStatement("ROLLBACK TO command");
        messages = new MessageRows(rows);
        tasks = new TaskRows(rows);
        meta = new MetaRows(rows);
        turns = new TurnRows(rows);
        events = new EventRows(rows);
        permissions = new PermissionRows(rows);
        questions = new QuestionRows(rows);
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
    public boolean isForWriting() {
        return forWriting;
    }

    @Override
    public boolean isFull() {
        // One that was full is looked at each time, since something may have been removed.
        if (full || looksLeft-- == 0) {
            looksLeft = LOOKS_APART - 1;
            run(() -> full = bytesInUse() >= bytesMax);
        }
        return full;
    }

    private long bytesInUse() throws SQLException {
        try (Statement s = connection.createStatement(); ResultSet row = s.executeQuery(BYTES_IN_USE)) {
            return row.getLong(1);
        }
    }

    @Override
    public void begin() {
        // SQLite begins with the first statement.
    }

    @Override
    public void commit() {
        run(connection::commit);
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
            undo.execute();
            keep.execute();
        });
    }

    @Override
    public void shrink() {
        run(() -> {
            try (Statement s = connection.createStatement()) {
                s.execute("PRAGMA shrink_memory");
            }
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
                rows.close();
                mark.close();
                keep.close();
                undo.close();
                rollback();
            } finally {
                connection.close();
            }
        });
    }

    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // SQLite has undone it already when a write failed, as on a full disk; and closing undoes whatever is left.
        }
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
