package dev.berth.catalogue;

import dev.berth.session.Catalogue;
import dev.berth.session.Session;
import dev.berth.session.StorageFailure;
import dev.berth.sqlite.HeldConnection;
import dev.berth.sqlite.SqliteFailure;
import dev.berth.sqlite.SqliteFile;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.persistence.config.PersistenceUnitProperties;
import org.eclipse.persistence.jpa.PersistenceProvider;

/**
 * The catalogue in a SQLite file of its own. One connection, one unit of work at a time. A catalogue that cannot be read is
 * thrown away: whoever starts it compares it with the folder of files and puts back what is missing.
 */
public final class SqliteCatalogue implements Catalogue {

    private static final List<String> SCHEMA = List.of(
            """
            CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY, user_id TEXT NOT NULL, repo_owner TEXT NOT NULL,
              repo_name TEXT NOT NULL, title TEXT, status TEXT NOT NULL, activity TEXT NOT NULL, mode TEXT NOT NULL,
              last_activity INTEGER NOT NULL, created_at INTEGER NOT NULL, archived_at INTEGER, seq INTEGER NOT NULL,
              rank INTEGER NOT NULL)""",
            "CREATE INDEX IF NOT EXISTS idx_sessions_user ON sessions(user_id, rank DESC, id)",
            "CREATE INDEX IF NOT EXISTS idx_sessions_status ON sessions(user_id, status, rank DESC, id)",
            "CREATE INDEX IF NOT EXISTS idx_sessions_repo ON sessions(user_id, repo_owner, repo_name, rank DESC, id)",
            "CREATE INDEX IF NOT EXISTS idx_sessions_unsettled ON sessions(activity) WHERE activity IN ('running', 'waiting')");

    private static final char AFTER_ANY_ID = '~';

    private final Connection connection;
    private final EntityManagerFactory factory;
    private long lastRank;

    public SqliteCatalogue(Path data) {
        Path file = data.resolve("catalogue.db");
        connection = openOrBeginAgain(file);
        factory = new PersistenceProvider().createEntityManagerFactory("berth-catalogue", Map.of(
                PersistenceUnitProperties.NON_JTA_DATASOURCE, new HeldConnection(connection),
                PersistenceUnitProperties.CLASSLOADER, SqliteCatalogue.class.getClassLoader()));
    }

    @Override
    public void put(Collection<Session> sessions) {
        inUnit(unit -> {
            sessions.forEach(session -> unit.merge(new CatalogueRow(session, nextRank(session))));
            return null;
        });
    }

    @Override
    public void remove(String id) {
        inUnit(unit -> unit.createNamedQuery("catalogue.remove").setParameter("id", id).executeUpdate());
    }

    @Override
    public Page list(Query query) {
        ListStatement statement = new ListStatement(query);
        List<CatalogueRow> rows = inUnit(statement::run);
        boolean more = rows.size() > query.limit();
        List<CatalogueRow> page = more ? rows.subList(0, query.limit()) : rows;
        CatalogueRow last = more ? page.get(page.size() - 1) : null;
        return new Page(page.stream().map(CatalogueRow::toSession).toList(),
                last == null ? null : new Place(last.rank(), last.id()).toString());
    }

    @Override
    public List<String> idsStartingWith(String prefix) {
        return inUnit(unit -> unit.createNamedQuery("catalogue.ids", String.class).setParameter("first", prefix)
                .setParameter("last", prefix + AFTER_ANY_ID).getResultList());
    }

    @Override
    public List<String> unsettled() {
        return inUnit(unit -> unit.createNamedQuery("catalogue.unsettled", String.class).getResultList());
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

    private synchronized <T> T inUnit(Function<EntityManager, T> work) {
        EntityManager unit = factory.createEntityManager();
        try {
            unit.getTransaction().begin();
            T result = work.apply(unit);
            unit.getTransaction().commit();
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            rollback();
            throw SqliteFailure.of(e);
        } finally {
            unit.close();
        }
    }

    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw SqliteFailure.of(e);
        }
    }

    private static Connection openOrBeginAgain(Path file) {
        try {
            return open(file);
        } catch (SQLException e) {
            if (SqliteFailure.of(e).kind() != StorageFailure.Kind.DAMAGED) {
                throw SqliteFailure.of(e);
            }
            return beginAgain(file);
        }
    }

    private static Connection beginAgain(Path file) {
        try {
            for (String suffix : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
            }
            return open(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw SqliteFailure.of(e);
        }
    }

    private static Connection open(Path file) throws SQLException {
        Connection connection = SqliteFile.openDerived(file);
        try (Statement s = connection.createStatement()) {
            for (String sql : SCHEMA) {
                s.execute(sql);
            }
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
