package dev.berth.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.Event;
import dev.berth.session.Identity;
import dev.berth.session.Mode;
import dev.berth.session.NewSession;
import dev.berth.session.Session;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A session with a row of every kind, as a session that was worked with has them. */
final class FilledSession {

    static final int MESSAGES = 300;
    /** So that what a migration rewrites is more than SQLite keeps in memory until the commit. */
    private static final String WORDS = "zeroblob-free words ".repeat(200);

    private FilledSession() {
    }

    static Path file(Path data, String id) {
        return data.resolve("sessions").resolve(id.substring(0, 2)).resolve(id + ".db");
    }

    static void create(SqliteSessionStore store, Path data, String id) throws SQLException {
        Session session = Session.begin(new NewSession(id, "u", "acme", "rocket", "title", Mode.BUILD, null), 1);
        assertTrue(store.create(id, Identity.metaOf(session, null), Identity.birth(session)));
        try (Connection tool = open(file(data, id)); Statement s = tool.createStatement()) {
            tool.setAutoCommit(false);
            for (int i = 2; i <= MESSAGES + 1; i++) {
                event(s, i, Event.MESSAGE);
                s.execute("INSERT INTO messages (id, role, content, parts, created_at, seq, turn_id, client_message_id) VALUES ('m" + i
                        + "', 'user', '" + i + WORDS + "', '[]', 5, " + i + ", 't1', 'c" + i + "')");
            }
            int seq = MESSAGES + 2;
            event(s, seq, Event.TASK);
            s.execute("INSERT INTO tasks (id, title, description, status, mode, created_at, completed_at, position, seq) "
                    + "VALUES ('k', 'a task', 'words', 'completed', 'plan', 5, 6, 1, " + seq + ")");
            event(s, seq + 1, Event.TURN);
            s.execute("INSERT INTO turns (id, message_id, answer_id, state, mode, model, rank, reason, started_at, ended_at, usage) "
                    + "VALUES ('t1', 'm2', 'm3', 'completed', 'build', 'a/b', 1, 'why', 5, 6, '{\"input\":1}'), "
                    + "('t2', 'm4', NULL, 'stopped', 'plan', NULL, 2, NULL, 5, 6, NULL)");
            s.execute("INSERT INTO session_meta (key, value, is_json) VALUES ('mine', '{\"a\":1}', 1), ('words', 'two', 0)");
            event(s, seq + 2, Event.META);
            tool.commit();
        }
    }

    private static void event(Statement s, int seq, String type) throws SQLException {
        s.execute("INSERT INTO events (seq, type, body, created_at, turn_id) VALUES (" + seq + ", '" + type + "', '{\"type\":\"" + type
                + "\",\"seq\":" + seq + "}', 5, 't1')");
    }

    static void execute(Path file, String... statements) throws SQLException {
        try (Connection tool = open(file); Statement s = tool.createStatement()) {
            for (String sql : statements) {
                s.execute(sql);
            }
        }
    }

    static Connection open(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }
}
