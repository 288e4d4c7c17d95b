package dev.berth.catalogue;

import dev.berth.session.Catalogue;
import dev.berth.session.RepositoryCount;
import dev.berth.session.Session;
import dev.berth.session.StorageFailure;
import dev.berth.sqlite.Rows;
import dev.berth.sqlite.SqliteFailure;
import dev.berth.sqlite.SqliteFile;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The catalogue in a SQLite file of its own. One connection, one unit of work at a time. A catalogue that cannot be read is
 * thrown away: whoever starts it compares it with the folder of files and puts back what is missing.
 */
public final class SqliteCatalogue implements Catalogue {

    private static final Logger LOG = Logger.getLogger(SqliteCatalogue.class.getName());

    /** A catalogue of any other version but {@link #LIFTED} is made again from the files, as a damaged one is. */
    private static final int VERSION = 3;

    /** The version that only lacks what is counted since: making it again would leave the lists incomplete for minutes. */
    private static final int LIFTED = 2;
    private static final String LIFT = "ALTER TABLE sessions ADD COLUMN counted INTEGER NOT NULL DEFAULT 0";

    private static final List<String> SCHEMA = List.of(
            """
            CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY, user_id TEXT NOT NULL, repo_owner TEXT NOT NULL,
              repo_name TEXT NOT NULL, title TEXT, status TEXT NOT NULL, activity TEXT NOT NULL, rank INTEGER NOT NULL,
              card TEXT NOT NULL, counted INTEGER NOT NULL DEFAULT 0)""",
            "CREATE INDEX IF NOT EXISTS idx_sessions_user ON sessions(user_id, rank DESC, id)",
            "CREATE INDEX IF NOT EXISTS idx_sessions_status ON sessions(user_id, status, rank DESC, id)",
            "CREATE INDEX IF NOT EXISTS idx_sessions_repo ON sessions(user_id, repo_owner, repo_name, rank DESC, id)",
            "CREATE INDEX IF NOT EXISTS idx_sessions_unsettled ON sessions(activity) WHERE activity IN ('running', 'waiting')",
            "CREATE INDEX IF NOT EXISTS idx_sessions_activity ON sessions(user_id, activity, rank DESC, id) WHERE activity <> 'idle'",
            "CREATE INDEX IF NOT EXISTS idx_sessions_uncounted ON sessions(id) WHERE counted = 0",
            "PRAGMA user_version = " + VERSION);

    private static final char AFTER_ANY_ID = '~';

    private final Path file;
    private Connection connection;
    private EntityManagerFactory factory;
    private Rows rows;
    /** What happens after a start is later than what happened before, also when the clock was set back meanwhile. */
    private long lastRank;

    public SqliteCatalogue(Path data) {
        file = data.resolve("catalogue.db");
        use(openOrBeginAgain());
    }

    private void use(Connection opened) {
        connection = opened;
        factory = Rows.deploy("berth-catalogue", opened);
        rows = new Rows(factory.createEntityManager());
    }

    @Override
    public void put(Collection<Session> sessions) {
        inUnit(() -> {
            sessions.forEach(this::put);
            return null;
        });
    }

    private void put(Session session) {
        rows.write("catalogue.put", session.id(), session.userId(), session.repoOwner(), session.repoName(), session.title(),
                session.status().wireName(), session.activity().wireName(), nextRank(session), session.toJson());
    }

    @Override
    public void remove(String id) {
        inUnit(() -> {
            rows.write("catalogue.remove", id);
            return null;
        });
    }

    @Override
    public Page list(Query query) {
        ListStatement statement = new ListStatement(query);
        List<CatalogueRow> found = inUnit(() -> statement.run(rows));
        boolean more = found.size() > query.limit();
        List<CatalogueRow> page = more ? found.subList(0, query.limit()) : found;
        return new Page(page.stream().map(CatalogueRow::card).toList(), more ? page.get(page.size() - 1).place().toString() : null,
                page.stream().filter(row -> !row.isCounted()).map(CatalogueRow::id).toList());
    }

    @Override
    public List<RepositoryCount> repositories(String userId, int max) {
        return inUnit(() -> rows.list(Object[].class, "catalogue.repositories", userId, max)).stream()
                .map(row -> new RepositoryCount((String) row[0], (String) row[1], ((Number) row[2]).longValue())).toList();
    }

    @Override
    public Optional<String> ownerOf(String id) {
        return ids("catalogue.owner", id).stream().findFirst();
    }

    @Override
    public long count(String userId) {
        return inUnit(() -> rows.number("catalogue.count", userId));
    }

    @Override
    public List<String> idsStartingWith(String prefix) {
        return ids("catalogue.ids", prefix, prefix + AFTER_ANY_ID);
    }

    @Override
    public List<String> unsettled() {
        return ids("catalogue.unsettled");
    }

    @Override
    public List<String> uncounted(String after, int max) {
        return ids("catalogue.uncounted", after, max);
    }

    private List<String> ids(String query, Object... parameters) {
        return inUnit(() -> rows.list(String.class, query, parameters));
    }

    @Override
    public synchronized void sync() {
        try (Statement s = connection.createStatement()) {
            // A checkpoint syncs the log first; inside a transaction, which the driver begins by itself, it would do nothing.
            connection.setAutoCommit(true);
            s.execute("PRAGMA wal_checkpoint(PASSIVE)");
        } catch (SQLException e) {
            throw SqliteFailure.of(e);
        } finally {
            beginTransactions();
        }
    }

    @Override
    public synchronized boolean beginAgainIfDamaged() {
        if (isWhole()) {
            rollback();
            return false;
        }
        try {
            close();
        } catch (RuntimeException e) {
            LOG.log(Level.INFO, e, () -> "the damaged catalogue could not be closed in order; nothing of it is kept");
        }
        use(beginAgain());
        return true;
    }

    private boolean isWhole() {
        try (Statement s = connection.createStatement(); ResultSet row = s.executeQuery("PRAGMA integrity_check(1)")) {
            return "ok".equals(row.getString(1));
        } catch (SQLException e) {
            StorageFailure failure = SqliteFailure.of(e);
            if (failure.kind() != StorageFailure.Kind.DAMAGED) {
                throw failure;
            }
            return false;
        }
    }

    private void beginTransactions() {
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw SqliteFailure.of(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            rows.close();
            factory.close();
            connection.close();
        } catch (SQLException e) {
            throw SqliteFailure.of(e);
        }
    }

    /** Ranks are milliseconds that never repeat; what is old, as after a rebuild, keeps its place by its own time. */
    private long nextRank(Session session) {
        long now = System.currentTimeMillis();
        long active = session.lastActivity() * 1_000;
        if (now - active > 60_000) {
            return active;
        }
        lastRank = Math.max(lastRank + 1, now);
        return lastRank;
    }

    private synchronized <T> T inUnit(Supplier<T> work) {
        try {
            T result = work.get();
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            rollback();
            throw SqliteFailure.of(e);
        }
    }

    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw SqliteFailure.of(e);
        }
    }

    private Connection openOrBeginAgain() {
        try {
            return open();
        } catch (SQLException | StorageFailure e) {
            if (SqliteFailure.of(e).kind() != StorageFailure.Kind.DAMAGED) {
                throw SqliteFailure.of(e);
            }
            return beginAgain();
        }
    }

    private Connection beginAgain() {
        try {
            for (String suffix : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
            }
            return open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw SqliteFailure.of(e);
        }
    }

    private Connection open() throws SQLException {
        Connection connection = SqliteFile.openDerived(file);
        try (Statement s = connection.createStatement()) {
            // At once or not at all: a lift that a crash cut short could not be done again.
            connection.setAutoCommit(false);
            lift(s);
            for (String sql : SCHEMA) {
                s.execute(sql);
            }
            lastRank = Math.max(lastRank, number(s, "SELECT COALESCE(MAX(rank), 0) FROM sessions"));
            connection.commit();
            return connection;
        } catch (SQLException | StorageFailure e) {
            connection.close();
            throw e;
        }
    }

    /** Brings a catalogue of the version before to this one, and stops at any other. */
    private static void lift(Statement s) throws SQLException {
        boolean isNew = number(s, "SELECT COUNT(*) FROM sqlite_schema") == 0;
        long version = number(s, "PRAGMA user_version");
        if (version == LIFTED) {
            s.execute(LIFT);
        } else if (!isNew && version != VERSION) {
            throw new StorageFailure(StorageFailure.Kind.DAMAGED, "the catalogue is of another version", null);
        }
    }

    private static long number(Statement s, String query) throws SQLException {
        try (ResultSet row = s.executeQuery(query)) {
            return row.getLong(1);
        }
    }
}
