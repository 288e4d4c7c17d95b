package dev.berth.store;

import dev.berth.sqlite.SqliteFailure;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.persistence.config.HintValues;
import org.eclipse.persistence.config.QueryHints;

/**
 * What the tables of one session share: queries by name through the entity manager of the running unit of work. Rows that
 * are read are never managed, so that a flush looks only at what a command wrote.
 */
final class Rows {

    private static final Map<String, Object> READ_ONLY = Map.of(QueryHints.READ_ONLY, HintValues.TRUE);

    private final Supplier<EntityManager> unit;

    Rows(Supplier<EntityManager> unit) {
        this.unit = unit;
    }

    <T> Optional<T> find(Class<T> type, Object id) {
        return Optional.ofNullable(guarded(em -> em.find(type, id, READ_ONLY)));
    }

    void insert(Object row) {
        guarded(em -> {
            em.persist(row);
            return written(em);
        });
    }

    void replace(Object row) {
        guarded(em -> {
            em.merge(row);
            return written(em);
        });
    }

    /** A row that is written is managed no longer: the next flush would look at it again, and the one after that. */
    private static Object written(EntityManager em) {
        em.flush();
        em.clear();
        return null;
    }

    <T> List<T> list(Class<T> type, String query, Map<String, Object> parameters, int limit) {
        return guarded(em -> query(em, type, query, parameters).setMaxResults(limit).getResultList());
    }

    <T> List<T> list(Class<T> type, String query, Map<String, Object> parameters) {
        return guarded(em -> query(em, type, query, parameters).getResultList());
    }

    /** The first rows of a query that begins with the latest, the other way round. */
    <T> List<T> latest(Class<T> type, String query, Map<String, Object> parameters, int limit) {
        List<T> rows = new ArrayList<>(list(type, query, parameters, limit));
        Collections.reverse(rows);
        return rows;
    }

    <T> Optional<T> first(Class<T> type, String query, Map<String, Object> parameters) {
        return list(type, query, parameters, 1).stream().findFirst();
    }

    <T> T single(Class<T> type, String query) {
        return guarded(em -> em.createNamedQuery(query, type).getSingleResult());
    }

    void execute(String query, Map<String, Object> parameters) {
        guarded(em -> {
            Query statement = em.createNamedQuery(query);
            parameters.forEach(statement::setParameter);
            return statement.executeUpdate();
        });
    }

    private static <T> TypedQuery<T> query(EntityManager em, Class<T> type, String name, Map<String, Object> parameters) {
        TypedQuery<T> query = em.createNamedQuery(name, type).setHint(QueryHints.READ_ONLY, HintValues.TRUE);
        parameters.forEach(query::setParameter);
        return query;
    }

    /** Everything that JPA throws here comes from the file: the rules have checked before what a row may hold. */
    private <T> T guarded(Function<EntityManager, T> work) {
        try {
            return work.apply(unit.get());
        } catch (RuntimeException e) {
            throw SqliteFailure.of(e);
        }
    }
}
