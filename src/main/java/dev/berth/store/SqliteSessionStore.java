package dev.berth.store;

import dev.berth.log.LogLine;
import dev.berth.session.Event;
import dev.berth.session.MetaValue;
import dev.berth.session.Refusal;
import dev.berth.session.SessionLog;
import dev.berth.session.SessionStore;
import dev.berth.session.SetAside;
import dev.berth.session.Soundness;
import dev.berth.session.StorageFailure;
import dev.berth.sqlite.Rows;
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

    private final SessionFiles files;
    private final NewFile newFile = new NewFile();
    private final DataFolder folder;
    private final long sessionBytesMax;
    private SessionUnit unit;

    /** A store whose sessions may grow without an end. */
    public SqliteSessionStore(Path data) {
        this(data, Long.MAX_VALUE);
    }

    /**
     * Takes over a folder, which no other Berth may use meanwhile.
     *
     * @param sessionBytesMax from which on a session's file is full
     */
    public SqliteSessionStore(Path data, long sessionBytesMax) {
        this.sessionBytesMax = sessionBytesMax;
        folder = DataFolder.lock(data);
        try {
            files = new SessionFiles(data);
            files.finishCreations(SqliteSessionStore::isWhole);
        } catch (RuntimeException e) {
            newFile.close();
            folder.close();
            throw e;
        }
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
        // Looked at after that: what was there a moment ago may have been taken away.
        if (files.isBeingDeleted(id)) {
            throw Refusal.conflict("The session with this id is being deleted.");
        }
        try {
            return files.create(id, newFile.with(meta, first));
        } catch (SQLException | UncheckedIOException e) {
            throw failure(e);
        }
    }

    @Override
    public SessionLog open(String id) {
        return open(id, files.isUnclean(id) ? Opening.State.UNCLEAN : Opening.State.CLEAN);
    }

    @Override
    public SessionLog openToRead(String id) {
        return open(id, files.isUnclean(id) ? Opening.State.UNCLEAN : Opening.State.RESTING);
    }

    private SessionLog open(String id, Opening.State state) {
        requireThere(id);
        Connection connection = null;
        try {
            connection = Opening.open(files.file(id), state);
            return new SqliteSessionLog(connection, new Rows(unit().over(connection)), sessionBytesMax);
        } catch (SQLException | IOException | RuntimeException e) {
            close(connection);
            throw e instanceof Refusal refusal ? refusal : failure(e);
        }
    }

    private void requireThere(String id) {
        if (!files.exists(id)) {
            throw files.isQuarantined(id) ? files.quarantined(id) : Refusal.notFound("session");
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
    public Soundness check(String id) {
        requireThere(id);
        try (Connection file = SqliteFile.openToRead(files.file(id))) {
            return Inspection.of(file, id);
        } catch (SQLException | StorageFailure e) {
            return damage(e);
        }
    }

    @Override
    public List<SetAside> setAside(int max) {
        return files.quarantine().latest(max);
    }

    @Override
    public void release(String name) {
        if (!files.quarantine().has(name)) {
            throw Refusal.notFound("set-aside file");
        }
        String id = Quarantine.idOf(name);
        if (files.exists(id)) {
            throw Refusal.conflict("There is a session with this id already.");
        }
        Path file = files.quarantine().file(name, files.file(id));
        requireSound(file, id);
        try {
            Epoch.renew(file);
            files.release(name);
        } catch (SQLException | UncheckedIOException e) {
            throw failure(e);
        }
    }

    private static void requireSound(Path file, String id) {
        if (!Files.exists(file)) {
            throw Refusal.unsound("The file is gone: lay a sound one in its place first.");
        }
        Soundness found;
        try (Connection connection = SqliteFile.openUntouched(file)) {
            found = Inspection.of(connection, id);
        } catch (SQLException | StorageFailure e) {
            found = damage(e);
        } catch (Refusal newer) {
            throw Refusal.unsound(newer.getMessage());
        }
        if (!found.isSound()) {
            throw Refusal.unsound("The file is not sound: " + found.sentence());
        }
    }

    private static Soundness damage(Exception e) {
        StorageFailure failure = SqliteFailure.of(e);
        if (failure.kind() != StorageFailure.Kind.DAMAGED) {
            throw failure;
        }
        return Soundness.damagedBy(failure.getMessage());
    }

    @Override
    public void finishDeletions(Consumer<String> forgotten) {
        for (String id : files.beingDeleted()) {
            try {
                forgotten.accept(id);
                files.finishDelete(id);
            } catch (UncheckedIOException | StorageFailure e) {
                LOG.log(Level.WARNING, e, () -> LogLine.of("A session is deleted, but traces of it are left; the next start tries again.",
                        LogLine.SESSION, id));
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
    public int quarantinedCount() {
        return (int) files.quarantine().names().count();
    }

    @Override
    public void requireWritable() {
        try {
            files.requireWritable();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public long freeBytes() {
        try {
            return files.freeBytes();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public synchronized void close() {
        if (unit != null) {
            unit.close();
        }
        newFile.close();
        folder.close();
    }

    /** Whether a crash left a new session's file whole, and so maybe told of. @throws StorageFailure when that cannot be seen now */
    private static boolean isWhole(Path file, String id) {
        try (Connection connection = Opening.open(file, Opening.State.CLEAN)) {
            Schema.requireIs(connection, id);
            return true;
        } catch (Refusal newer) {
            return true;
        } catch (SQLException | IOException | StorageFailure e) {
            StorageFailure failure = SqliteFailure.of(e);
            if (failure.kind() != StorageFailure.Kind.DAMAGED) {
                throw failure;
            }
            LOG.log(Level.INFO, e, () -> LogLine.of("The creation of a session was cut short; nobody was told of it.",
                    LogLine.SESSION, id));
            return false;
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
