package dev.berth.store;

import dev.berth.session.Event;
import dev.berth.session.MetaValue;
import dev.berth.session.Refusal;
import dev.berth.session.StorageFailure;
import dev.berth.sqlite.SqliteFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.sqlite.SQLiteConnection;

/**
 * The tables of a session's file. Messages, tasks and metadata have the columns and the two indexes of the first design, and
 * a few more; {@code application_id} and {@code user_version} tell what a file is and how old.
 */
final class Schema {

    /** "Bert" in ASCII. */
    private static final int APPLICATION_ID = 0x42657274;
    static final int VERSION = 2;

    private static final List<String> VERSION_1 = List.of(
            """
            CREATE TABLE messages (id TEXT PRIMARY KEY, role TEXT NOT NULL, content TEXT NOT NULL, parts TEXT,
              created_at INTEGER NOT NULL, seq INTEGER NOT NULL, turn_id TEXT, client_message_id TEXT)""",
            """
            CREATE TABLE tasks (id TEXT PRIMARY KEY, title TEXT NOT NULL, description TEXT, status TEXT DEFAULT 'pending',
              mode TEXT DEFAULT 'build', created_at INTEGER NOT NULL, completed_at INTEGER, position INTEGER NOT NULL,
              seq INTEGER NOT NULL)""",
            "CREATE TABLE session_meta (key TEXT PRIMARY KEY, value TEXT, is_json INTEGER NOT NULL DEFAULT 0)",
            """
            CREATE TABLE events (seq INTEGER PRIMARY KEY, type TEXT NOT NULL, body TEXT NOT NULL, created_at INTEGER NOT NULL,
              turn_id TEXT)""",
            """
            CREATE TABLE turns (id TEXT PRIMARY KEY, message_id TEXT NOT NULL, answer_id TEXT, state TEXT NOT NULL,
              mode TEXT NOT NULL, model TEXT, rank INTEGER NOT NULL, reason TEXT, started_at INTEGER, ended_at INTEGER, usage TEXT)""",
            "CREATE INDEX idx_messages_created ON messages(created_at)",
            "CREATE UNIQUE INDEX idx_messages_seq ON messages(seq)",
            "CREATE UNIQUE INDEX idx_messages_client ON messages(client_message_id) WHERE client_message_id IS NOT NULL",
            "CREATE INDEX idx_tasks_status ON tasks(status, created_at)",
            "CREATE INDEX idx_turns_state ON turns(state, rank)",
            "CREATE INDEX idx_turns_message ON turns(message_id)",
            "PRAGMA application_id = " + APPLICATION_ID);

    /** What agents ask of people, how a turn is getting on, and which tasks are the agent's own. */
    private static final List<String> VERSION_2 = List.of(
            """
            CREATE TABLE permissions (id TEXT PRIMARY KEY, turn_id TEXT NOT NULL, tool_call_id TEXT, kind TEXT NOT NULL, title TEXT,
              patterns TEXT NOT NULL, always TEXT NOT NULL, detail TEXT, state TEXT NOT NULL, reply TEXT, message TEXT,
              answered_by TEXT, created_at INTEGER NOT NULL, answered_at INTEGER, seq INTEGER NOT NULL) WITHOUT ROWID""",
            """
            CREATE TABLE questions (id TEXT PRIMARY KEY, turn_id TEXT NOT NULL, tool_call_id TEXT, question_count INTEGER NOT NULL,
              questions TEXT NOT NULL, state TEXT NOT NULL, answers TEXT, answered_by TEXT, created_at INTEGER NOT NULL,
              answered_at INTEGER, seq INTEGER NOT NULL) WITHOUT ROWID""",
            "ALTER TABLE turns ADD COLUMN progress TEXT",
            "ALTER TABLE tasks ADD COLUMN planned INTEGER NOT NULL DEFAULT 0");

    /** What leads from each version to the next, beginning with nothing. */
    private static final List<List<String>> STEPS = List.of(VERSION_1, VERSION_2);

    /** The tables that a session of any version has. */
    private static final String COUNT_TABLES = "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' "
            + "AND name IN ('messages', 'tasks', 'session_meta', 'events', 'turns')";
    private static final int TABLES = 5;

    /** Offsets 18 and 19 of the header say how the file is written and read; 2 means by a write-ahead log. */
    private static final int WRITE_VERSION_AT = 18;
    private static final byte WRITE_AHEAD_LOG = 2;

    private final byte[] empty;

    /** Makes the empty file's image once; a new session begins as a copy of it. */
    Schema() {
        try (Connection memory = SqliteFile.openMemory()) {
            lift(memory, 0);
            empty = image(memory);
        } catch (SQLException e) {
            throw new IllegalStateException("SQLite cannot make an empty session.", e);
        }
    }

    /** The whole file of a new session, as bytes: written at once, it needs no transaction of its own. */
    byte[] newFile(Map<String, MetaValue> meta, Event first) throws SQLException {
        try (Connection memory = SqliteFile.openMemory()) {
            memory.unwrap(SQLiteConnection.class).deserialize("main", empty);
            insertMeta(memory, meta);
            insertEvent(memory, first);
            byte[] file = image(memory);
            // A database in memory has no write-ahead log; the file it becomes has.
            file[WRITE_VERSION_AT] = WRITE_AHEAD_LOG;
            file[WRITE_VERSION_AT + 1] = WRITE_AHEAD_LOG;
            return file;
        }
    }

    /** Refuses a file of a newer Berth, and one that is no session at all. */
    static void require(Connection file) throws SQLException {
        if (number(file, "PRAGMA application_id") != APPLICATION_ID) {
            throw new StorageFailure(StorageFailure.Kind.DAMAGED, "the file is not a session of Berth", null);
        }
        int version = number(file, "PRAGMA user_version");
        if (version > VERSION) {
            throw Refusal.unavailable("This session was written by a newer version of Berth (schema " + version
                    + "); this one reads up to schema " + VERSION + ".");
        }
        if (version < 1 || number(file, COUNT_TABLES) != TABLES) {
            throw new StorageFailure(StorageFailure.Kind.DAMAGED, "tables are missing", null);
        }
    }

    /** Brings a file that {@link #require} has let pass to the present version: wholly, or not at all. */
    static void migrate(Connection file) throws SQLException {
        int version = number(file, "PRAGMA user_version");
        if (version == VERSION) {
            return;
        }
        file.setAutoCommit(false);
        try {
            lift(file, version);
            file.commit();
        } catch (SQLException e) {
            file.rollback();
            throw e;
        } finally {
            file.setAutoCommit(true);
        }
    }

    private static void lift(Connection file, int version) throws SQLException {
        for (List<String> step : STEPS.subList(version, VERSION)) {
            execute(file, step);
        }
        execute(file, List.of("PRAGMA user_version = " + VERSION));
    }

    /** Stops at a file that was cut off inside a page: SQLite would take what is missing for zeros. */
    static void requireWholePages(Connection file, long bytes) throws SQLException {
        if (bytes % number(file, "PRAGMA page_size") != 0) {
            throw new StorageFailure(StorageFailure.Kind.DAMAGED, "the file was cut off", null);
        }
    }

    /** Looks for damage in all pages of a file. */
    static void check(Connection file) throws SQLException {
        try (Statement s = file.createStatement(); var row = s.executeQuery("PRAGMA quick_check(1)")) {
            if (!"ok".equals(row.getString(1))) {
                throw new StorageFailure(StorageFailure.Kind.DAMAGED, row.getString(1), null);
            }
        }
    }

    private static void insertMeta(Connection memory, Map<String, MetaValue> meta) throws SQLException {
        try (PreparedStatement s = memory.prepareStatement("INSERT INTO session_meta (key, value, is_json) VALUES (?, ?, ?)")) {
            for (Map.Entry<String, MetaValue> entry : meta.entrySet()) {
                s.setString(1, entry.getKey());
                s.setString(2, entry.getValue().text());
                s.setInt(3, entry.getValue().json() ? 1 : 0);
                s.addBatch();
            }
            s.executeBatch();
        }
    }

    private static void insertEvent(Connection memory, Event event) throws SQLException {
        String sql = "INSERT INTO events (seq, type, body, created_at, turn_id) VALUES (?, ?, ?, ?, ?)";
        try (PreparedStatement s = memory.prepareStatement(sql)) {
            s.setLong(1, event.seq());
            s.setString(2, event.type());
            s.setString(3, event.body());
            s.setLong(4, event.createdAt());
            s.setString(5, event.turnId());
            s.executeUpdate();
        }
    }

    private static byte[] image(Connection memory) throws SQLException {
        return memory.unwrap(SQLiteConnection.class).serialize("main");
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement s = connection.createStatement()) {
            for (String sql : statements) {
                s.execute(sql);
            }
        }
    }

    private static int number(Connection file, String query) throws SQLException {
        try (Statement s = file.createStatement(); var row = s.executeQuery(query)) {
            return row.getInt(1);
        }
    }
}
