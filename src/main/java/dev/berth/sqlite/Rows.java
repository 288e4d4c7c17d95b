package dev.berth.sqlite;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Query;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.persistence.config.PersistenceUnitProperties;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.eclipse.persistence.platform.database.DatabasePlatform;
import org.eclipse.persistence.queries.DatabaseQuery;
import org.eclipse.persistence.queries.ObjectLevelReadQuery;
import org.eclipse.persistence.sessions.server.ServerSession;

/**
 * What the tables of one file share: statements by name, with their parameters in order. They are SQL, which EclipseLink need
 * not make anew for each page size, and rows are only ever read as objects, so that it keeps and compares none of them.
 *
 * <p>The entity manager lives as long as the file is open, inside one transaction of its own that means nothing to the file
 * (see {@link HeldConnection}): so nothing is set up and thrown away for each unit. That needs a unit that remembers nothing.
 * A query that is not read-only has the entity manager keep every row it ever read, and a cache would give a row as it was
 * when it was read first; {@link #deploy} leaves out both, for all queries there are. Not thread-safe.
 */
public final class Rows implements AutoCloseable {

    /** Statements that the driver keeps for each file; each holds about 6 KB. */
    private static final int STATEMENTS_KEPT_MAX = 16;

    private final EntityManager entities;

    /** @param entities of a deployed unit; works on one file and no other, and is closed with this */
    public Rows(EntityManager entities) {
        this.entities = entities;
        entities.getTransaction().begin();
    }

    /** Deploys a unit of persistence.xml, which says no more than which rows there are; the driver keeps all its statements. */
    public static EntityManagerFactory deploy(String unit, Connection connection) {
        return deploy(unit, connection, Set.of());
    }

    /** @param seldom the names of statements that are not worth the room to keep them */
    public static EntityManagerFactory deploy(String unit, Connection connection, Set<String> seldom) {
        EntityManagerFactory factory = new PersistenceProvider().createEntityManagerFactory(unit, Map.of(
                PersistenceUnitProperties.NON_JTA_DATASOURCE, new HeldConnection(connection),
                PersistenceUnitProperties.CLASSLOADER, Rows.class.getClassLoader(),
                PersistenceUnitProperties.TARGET_DATABASE, DatabasePlatform.class.getName(),
                PersistenceUnitProperties.WEAVING, "false",
                PersistenceUnitProperties.LOGGING_LEVEL, "OFF",
                PersistenceUnitProperties.CACHE_TYPE_DEFAULT, "NONE",
                PersistenceUnitProperties.CACHE_STATEMENTS, "true",
                PersistenceUnitProperties.CACHE_STATEMENTS_SIZE, Integer.toString(STATEMENTS_KEPT_MAX)));
        factory.unwrap(ServerSession.class).getQueries().values().forEach(queries -> queries.forEach(query -> {
            remembersNothing(query);
            query.setShouldCacheStatement(!seldom.contains(query.getName()));
        }));
        return factory;
    }

    private static void remembersNothing(DatabaseQuery query) {
        if (query instanceof ObjectLevelReadQuery read) {
            read.setIsReadOnly(true);
        }
    }

    public void write(String statement, Object... parameters) {
        guarded(em -> bound(em.createNamedQuery(statement), parameters).executeUpdate());
    }

    public <T> List<T> list(Class<T> type, String query, Object... parameters) {
        return guarded(em -> bound(em.createNamedQuery(query), parameters).getResultList()).stream().map(type::cast).toList();
    }

    /** The columns of the rows of SQL that was put together for one occasion; of an object for each JPA would make a lock for each. */
    public List<Object[]> select(String sql, Object... parameters) {
        return guarded(em -> bound(em.createNativeQuery(sql), parameters).getResultList()).stream().map(Object[].class::cast).toList();
    }

    public <T> Optional<T> first(Class<T> type, String query, Object... parameters) {
        return list(type, query, parameters).stream().findFirst();
    }

    /** The one number that a query gives. */
    public long number(String query, Object... parameters) {
        return first(Number.class, query, parameters).orElseThrow().longValue();
    }

    /** The latest rows, which a query gives newest first, in the order in which they came. */
    public static <T> List<T> reversed(List<T> newestFirst) {
        List<T> rows = new ArrayList<>(newestFirst);
        Collections.reverse(rows);
        return rows;
    }

    /** Gives back what it holds of the persistence unit. */
    @Override
    public void close() {
        entities.getTransaction().rollback();
        entities.close();
    }

    private static Query bound(Query query, Object[] parameters) {
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        return query;
    }

    /** Everything that JPA throws here comes from the file: the rules have checked before what a row may hold. */
    private <T> T guarded(Function<EntityManager, T> work) {
        try {
            return work.apply(entities);
        } catch (RuntimeException e) {
            throw SqliteFailure.of(e);
        }
    }
}
