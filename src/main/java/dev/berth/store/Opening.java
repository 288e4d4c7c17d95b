package dev.berth.store;

import dev.berth.session.StorageFailure;
import dev.berth.sqlite.SqliteFile;
import dev.berth.sqlite.SqliteHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** How a session's file is opened: looked at from outside, opened, searched for damage, and brought to the present schema. */
final class Opening {

    /** A larger file is not searched for damage when it opens: that would take longer than anyone waits. */
    private static final long CHECKED_BYTES_MAX = 16L << 20;
    /** The same for a file that was closed properly, where damage is rare and every wake would pay. */
    private static final long CHECKED_CLEAN_BYTES_MAX = 1L << 20;

    /** In what state a file is, and what is wanted of it. */
    enum State {
        /** Closed properly, and not to be written to: it stays as it is, unless its schema is to be brought forward. */
        RESTING,
        /** Closed properly. */
        CLEAN,
        /** Left open by a crash. */
        UNCLEAN
    }

    private Opening() {
    }

    /**
     * Opens a file for one session's use, without auto-commit.
     *
     * @throws StorageFailure when it is damaged
     * @throws dev.berth.session.Refusal when a newer Berth wrote it; then not a byte of it was changed
     */
    static Connection open(Path file, State state) throws SQLException, IOException {
        long bytes = Files.size(file);
        if (bytes == 0) {
            // SQLite takes an empty file for a new database; here it is a session that lost everything.
            throw new StorageFailure(StorageFailure.Kind.DAMAGED, "the file is empty", null);
        }
        SqliteHeader alone = state == State.UNCLEAN ? null : SqliteHeader.read(file);
        requireNotNewer(file, alone);
        boolean rests = state == State.RESTING && alone.userVersion() == Schema.VERSION;
        Connection connection = rests ? SqliteFile.openResting(file) : SqliteFile.openDurable(file);
        try {
            prepare(connection, alone, bytes);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static void prepare(Connection connection, SqliteHeader alone, long bytes) throws SQLException {
        boolean clean = alone != null;
        SqliteHeader header = clean ? alone : Schema.headerOf(connection);
        Schema.require(connection, header);
        if (clean) {
            Schema.requireWholePages(header, bytes);
        }
        if (bytes <= (clean ? CHECKED_CLEAN_BYTES_MAX : CHECKED_BYTES_MAX)) {
            Schema.check(connection);
        }
        Schema.migrate(connection, header.userVersion());
        SqliteFile.shrink(connection);
        connection.setAutoCommit(false);
    }

    /**
     * Before the file is opened to work on it: what a newer Berth wrote, and the log beside it, stay as they are to the last byte.
     *
     * @param alone what the file says of itself; null when there is a log beside it that may say something else
     */
    private static void requireNotNewer(Path file, SqliteHeader alone) {
        if (alone != null) {
            Schema.requireNotNewer(alone);
            return;
        }
        try (Connection look = SqliteFile.openUntouched(file)) {
            Schema.requireNotNewer(Schema.headerOf(look));
        } catch (SQLException e) {
            // What cannot be read like this cannot be opened either, and there it is found out why.
        }
    }
}
