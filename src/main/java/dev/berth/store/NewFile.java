package dev.berth.store;

import dev.berth.session.Event;
import dev.berth.session.MetaValue;
import dev.berth.sqlite.SqliteFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.sqlite.SQLiteConnection;

/**
 * Makes the files of new sessions, as bytes: written at once, a file needs no transaction of its own. An empty session is kept
 * in memory; what a new one begins with is put into it, copied out, and undone. Safe for use by many threads, one at a time.
 */
final class NewFile implements AutoCloseable {

    /** Offsets 18 and 19 of the header say how the file is written and read; 2 means by a write-ahead log. */
    private static final int WRITE_VERSION_AT = 18;
    private static final byte WRITE_AHEAD_LOG = 2;

    private final Connection memory;
    private final PreparedStatement insertMeta;
    private final PreparedStatement insertEvent;

    NewFile() {
        try {
            memory = SqliteFile.openMemory();
            Schema.create(memory);
            memory.setAutoCommit(false);
            insertMeta = memory.prepareStatement("INSERT INTO session_meta (key, value, is_json) VALUES (?, ?, ?)");
            insertEvent = memory.prepareStatement("INSERT INTO events (seq, type, body, created_at, turn_id) VALUES (?, ?, ?, ?, ?)");
        } catch (SQLException e) {
            throw new IllegalStateException("SQLite cannot make an empty session.", e);
        }
    }

    synchronized byte[] with(Map<String, MetaValue> meta, Event first) throws SQLException {
        try {
            for (Map.Entry<String, MetaValue> entry : meta.entrySet()) {
                insert(entry.getKey(), entry.getValue());
            }
            insert(first);
            return image();
        } finally {
            memory.rollback();
        }
    }

    @Override
    public synchronized void close() {
        try {
            insertMeta.close();
            insertEvent.close();
            memory.close();
        } catch (SQLException e) {
            throw new IllegalStateException("The empty session cannot be closed.", e);
        }
    }

    private void insert(String key, MetaValue value) throws SQLException {
        insertMeta.setString(1, key);
        insertMeta.setString(2, value.text());
        insertMeta.setInt(3, value.json() ? 1 : 0);
        insertMeta.executeUpdate();
    }

    private void insert(Event event) throws SQLException {
        insertEvent.setLong(1, event.seq());
        insertEvent.setString(2, event.type());
        insertEvent.setString(3, event.body());
        insertEvent.setLong(4, event.createdAt());
        insertEvent.setString(5, event.turnId());
        insertEvent.executeUpdate();
    }

    private byte[] image() throws SQLException {
        byte[] file = memory.unwrap(SQLiteConnection.class).serialize("main");
        // A database in memory has no write-ahead log; the file it becomes has.
        file[WRITE_VERSION_AT] = WRITE_AHEAD_LOG;
        file[WRITE_VERSION_AT + 1] = WRITE_AHEAD_LOG;
        return file;
    }
}
