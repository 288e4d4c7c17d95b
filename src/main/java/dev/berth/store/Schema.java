package dev.berth.store;

import dev.berth.session.Identity;
import dev.berth.session.Refusal;
import dev.berth.session.StorageFailure;
import dev.berth.sqlite.SqliteHeader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables of a session's file. Messages, tasks and metadata have the columns and the two indexes of the first design, and
 * a few more; {@code application_id} and {@code user_version} tell what a file is and how old.
 */
final class Schema {

    /** "Bert" in ASCII. */
    private static final int APPLICATION_ID = 0x42657274;

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

    /**
     * Messages lie in the order of their numbers, so that a page of them is read in one go, and turns by their ids; those that are
     * open and the latest that have ended are found without going through all there ever were.
     */
    private static final List<String> VERSION_3 = List.of(
            """
            CREATE TABLE messages_in_order (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, role TEXT NOT NULL, content TEXT NOT NULL,
              parts TEXT, created_at INTEGER NOT NULL, turn_id TEXT, client_message_id TEXT)""",
            """
            INSERT INTO messages_in_order SELECT seq, id, role, content, parts, created_at, turn_id, client_message_id
              FROM messages ORDER BY seq""",
            "DROP TABLE messages",
            "ALTER TABLE messages_in_order RENAME TO messages",
            "CREATE INDEX idx_messages_created ON messages(created_at)",
            "CREATE UNIQUE INDEX idx_messages_client ON messages(client_message_id) WHERE client_message_id IS NOT NULL",
            """
            CREATE TABLE turns_by_id (id TEXT PRIMARY KEY, message_id TEXT NOT NULL, answer_id TEXT, state TEXT NOT NULL,
              mode TEXT NOT NULL, model TEXT, rank INTEGER NOT NULL, reason TEXT, started_at INTEGER, ended_at INTEGER, usage TEXT,
              progress TEXT) WITHOUT ROWID""",
            """
            INSERT INTO turns_by_id SELECT id, message_id, answer_id, state, mode, model, rank, reason, started_at, ended_at, usage,
              progress FROM turns""",
            "DROP TABLE turns",
            "ALTER TABLE turns_by_id RENAME TO turns",
            "CREATE INDEX idx_turns_open ON turns(rank) WHERE ended_at IS NULL",
            "CREATE INDEX idx_turns_ended ON turns(rank) WHERE ended_at IS NOT NULL");

    /**
     * What leads from each version to the next, beginning with nothing. A new version is one list more at the end of this one; what
     * was released once is never changed again.
     */
    private static final List<List<String>> STEPS = List.of(VERSION_1, VERSION_2, VERSION_3);

    /** The present version. */
    static final int VERSION = STEPS.size();

    /** The tables that a session of any version has. */
    private static final String COUNT_TABLES = "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' "
            + "AND name IN ('messages', 'tasks', 'session_meta', 'events', 'turns')";
    private static final int TABLES = 5;

    private Schema() {
    }

    /** Makes the tables of an empty session, in as few pages as they need. */
    static void create(Connection file) throws SQLException {
        lift(file, 0, VERSION);
        execute(file, List.of("VACUUM"));
    }

    /** Refuses a file of a newer Berth, and one that is no session at all. */
    static void require(Connection file) throws SQLException {
        require(file, headerOf(file));
    }

    /** @param header what the file says of itself, where that is known already */
    static void require(Connection file, SqliteHeader header) throws SQLException {
        if (header.applicationId() != APPLICATION_ID) {
            throw new StorageFailure(StorageFailure.Kind.DAMAGED, "the file is not a session of Berth", null);
        }
        requireNotNewer(header);
        if (header.userVersion() < 1 || number(file, COUNT_TABLES) != TABLES) {
            throw new StorageFailure(StorageFailure.Kind.DAMAGED, "tables are missing", null);
        }
    }

    /** Refuses what a newer Berth wrote; what it is, only that one knows. */
    static void requireNotNewer(SqliteHeader header) {
        if (header.applicationId() == APPLICATION_ID && header.userVersion() > VERSION) {
            throw Refusal.unavailable("This session was written by a newer version of Berth (schema " + header.userVersion()
                    + "); this one reads up to schema " + VERSION + ".");
        }
    }

    /** What a file says of itself, as the log beside it has it. */
    static SqliteHeader headerOf(Connection file) throws SQLException {
        return new SqliteHeader(number(file, "PRAGMA application_id"), version(file), number(file, "PRAGMA page_size"));
    }

    /** Brings a file that {@link #require} has let pass to the present version: wholly, or not at all. */
    static void migrate(Connection file, int version) throws SQLException {
        if (version == VERSION) {
            return;
        }
        file.setAutoCommit(false);
        try {
            lift(file, version, VERSION);
            file.commit();
        } catch (SQLException e) {
            file.rollback();
            throw e;
        } finally {
            file.setAutoCommit(true);
        }
    }

    /** Brings a file from one version to a later one; version 0 is an empty file. */
    static void lift(Connection file, int from, int to) throws SQLException {
        for (List<String> step : STEPS.subList(from, to)) {
            execute(file, step);
        }
        execute(file, List.of("PRAGMA user_version = " + to));
    }

    /** Stops at a file that is not the one of this session: what it holds may not be for those who may see that one. */
    static void requireIs(Connection file, String id) throws SQLException {
        try (PreparedStatement s = file.prepareStatement("SELECT value FROM session_meta WHERE key = ?")) {
            s.setString(1, Identity.ID);
            try (var row = s.executeQuery()) {
                String found = row.next() ? row.getString(1) : null;
                if (!id.equals(found)) {
                    throw new StorageFailure(StorageFailure.Kind.DAMAGED, "the file is the one of session " + found, null);
                }
            }
        }
    }

    /** Stops at a file that was cut off inside a page: SQLite would take what is missing for zeros. */
    static void requireWholePages(SqliteHeader header, long bytes) {
        if (bytes % header.pageBytes() != 0) {
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

    /** Which version of the schema a file has. */
    static int version(Connection file) throws SQLException {
        return number(file, "PRAGMA user_version");
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
