package dev.berth.it.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Fills a session's file with copies of the one message in it, each with its event, while no server uses it. */
final class BulkMessages {

    private static final int ROWS_AT_ONCE = 20_000;
    private static final String NUMBERS = "WITH RECURSIVE n(i) AS (SELECT ? UNION ALL SELECT i + 1 FROM n WHERE i < ?) ";
    /** As long as a real id, so that a page is as long as a real one. */
    private static final String ID = "printf('%08x-0000-4000-8000-000000000000', i)";
    private static final String MESSAGES = NUMBERS + "INSERT INTO messages (id, role, content, parts, created_at, seq) SELECT " + ID
            + ", role, content, parts, created_at, i FROM n, (SELECT * FROM messages ORDER BY seq LIMIT 1)";
    private static final String EVENTS = NUMBERS + "INSERT INTO events (seq, type, body, created_at) SELECT i, e.type, "
            + "replace(replace(e.body, m.id, " + ID + "), '\"seq\":' || e.seq, '\"seq\":' || i), e.created_at FROM n, "
            + "(SELECT * FROM messages ORDER BY seq LIMIT 1) m JOIN events e ON e.seq = m.seq";

    private BulkMessages() {
    }

    /** @param id a session that holds one message */
    static void add(Path data, String id, int count) {
        Path file = BulkSessions.file(data, id);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = OFF");
            connection.setAutoCommit(false);
            int last = last(statement);
            for (int i = last + 1; i <= last + count; i += ROWS_AT_ONCE) {
                int to = Math.min(i + ROWS_AT_ONCE - 1, last + count);
                insert(connection, EVENTS, i, to);
                insert(connection, MESSAGES, i, to);
                connection.commit();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The file of session " + id + " could not be filled.", e);
        }
    }

    private static int last(Statement statement) throws SQLException {
        try (var row = statement.executeQuery("SELECT MAX(seq) FROM events")) {
            return row.getInt(1);
        }
    }

    private static void insert(Connection connection, String sql, int from, int to) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setInt(1, from);
            insert.setInt(2, to);
            insert.executeUpdate();
        }
    }
}
