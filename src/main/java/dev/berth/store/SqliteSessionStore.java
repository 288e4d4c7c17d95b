package dev.berth.store;

import dev.berth.session.Event;
import dev.berth.session.MetaValue;
import dev.berth.session.Refusal;
import dev.berth.session.SessionLog;
import dev.berth.session.SessionStore;
import dev.berth.session.StorageFailure;
import dev.berth.sqlite.SqliteFailure;
import dev.berth.sqlite.SqliteFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The sessions of one data folder, a SQLite file each. */
public final class SqliteSessionStore implements SessionStore {

    private static final Logger LOG = Logger.getLogger(SqliteSessionStore.class.getName());

    /** A larger file is not searched for damage when it opens: that would take longer than anyone waits. */
    private static final long CHECKED_BYTES_MAX = 16L << 20;
    /** The same for a file that was closed properly, where damage is rare and every wake would pay. */
    private static final long CHECKED_CLEAN_BYTES_MAX = 1L << 20;

    private final SessionFiles files;
    private final Schema schema = new Schema();
    private final DataFolder folder;
    private SessionUnit unit;

    /** Takes over a folder, which no other Berth may use meanwhile. */
    public SqliteSessionStore(Path data) {
        folder = DataFolder.lock(data);
        files = new SessionFiles(data);
        files.removeHalfMade();
    }

    @Override
    public boolean exists(String id) {
        return files.exists(id) || files.isQuarantined(id);
    }

    @Override
    public boolean create(String id, Map<String, MetaValue> meta, Event first) {
        if (exists(id)) {
            return false;
        }
        if (files.isBeingDeleted(id)) {
            throw Refusal.conflict("The session with this id is being deleted.");
        }
        try {
            return files.create(id, schema.newFile(meta, first));
        } catch (SQLException | UncheckedIOException e) {
            throw failure(e);
        }
    }

    @Override
    public SessionLog open(String id) {
        if (!files.exists(id)) {
            throw files.isQuarantined(id) ? files.quarantined(id) : Refusal.notFound("session");
        }
        boolean unclean = files.isUnclean(id);
        Connection connection = null;
        try {
            connection = connect(files.file(id), unclean);
            return new SqliteSessionLog(connection, unit().over(connection));
        } catch (SQLException | IOException | RuntimeException e) {
            close(connection);
            throw e instanceof Refusal refusal ? refusal : failure(e);
        }
    }

    @Override
    public void delete(String id, Runnable forgotten) {
        try {
            files.beginDelete(id);
            forgotten.run();
            files.finishDelete(id);
        } catch (UncheckedIOException e) {
            throw failure(e);
        }
    }

    @Override
    public void quarantine(String id, String reason) {
        files.quarantine(id, reason);
    }

    @Override
    public void finishDeletions(Consumer<String> forgotten) {
        for (String id : files.beingDeleted()) {
            try {
                forgotten.accept(id);
                files.finishDelete(id);
            } catch (UncheckedIOException | StorageFailure e) {
                LOG.log(Level.WARNING, e, () -> "session " + id + " is deleted, but traces of it are left; the next start tries again");
            }
        }
    }

    @Override
    public List<String> unclean() {
        return files.unclean();
    }

    @Override
    public void visitIds(Consumer<IdGroup> visitor) {
        files.visitIds(visitor);
    }

    @Override
    public synchronized void close() {
        if (unit != null) {
            unit.close();
        }
        folder.close();
    }

    private static Connection connect(Path file, boolean unclean) throws SQLException, IOException {
        if (Files.size(file) == 0) {
            // SQLite takes an empty file for a new database; here it is a session that lost everything.
            throw new StorageFailure(StorageFailure.Kind.DAMAGED, "the file is empty", null);
        }
        Connection connection = SqliteFile.openDurable(file);
        try {
            Schema.require(connection);
            if (!unclean) {
                Schema.requireWholePages(connection, Files.size(file));
            }
            if (Files.size(file) <= (unclean ? CHECKED_BYTES_MAX : CHECKED_CLEAN_BYTES_MAX)) {
                Schema.check(connection);
            }
            Schema.migrate(connection);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private synchronized SessionUnit unit() {
        if (unit == null) {
            unit = new SessionUnit();
        }
        return unit;
    }

    private static void close(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // The failure that made us close it is thrown; nothing was written through this connection.
        }
    }

    private static StorageFailure failure(Exception e) {
        boolean full = e.getMessage() != null && e.getMessage().contains("No space left on device");
        return full ? new StorageFailure(StorageFailure.Kind.FULL, e.getMessage(), e) : SqliteFailure.of(e);
    }
}
