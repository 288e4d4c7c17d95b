package dev.berth.catalogue;

import dev.berth.session.Catalogue.Query;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.persistence.config.HintValues;
import org.eclipse.persistence.config.QueryHints;

/** The JPQL of one list: only the conditions that were asked for, each of which an index can serve. */
final class ListStatement {

    private final StringBuilder text = new StringBuilder("SELECT s FROM CatalogueRow s WHERE s.userId = :user");
    private final Map<String, Object> parameters = new HashMap<>();
    private final int limit;

    ListStatement(Query query) {
        limit = query.limit();
        parameters.put("user", query.userId());
        if (query.status() != null) {
            and("s.status = :status", "status", query.status().wireName());
        }
        if (query.repoOwner() != null) {
            and("s.repoOwner = :owner", "owner", query.repoOwner());
            and("s.repoName = :name", "name", query.repoName());
        }
        if (query.text() != null) {
            String anywhere = "LOWER(CONCAT(s.repoOwner, '/', s.repoName, ' ', COALESCE(s.title, ''), ' ', s.id))";
            and(anywhere + " LIKE :text ESCAPE '!'", "text", pattern(query.text()));
        }
        if (query.cursor() != null) {
            after(Place.parse(query.cursor()));
        }
        text.append(" ORDER BY s.rank DESC, s.id");
    }

    /** One row more than the page holds, which tells whether another page follows. */
    List<CatalogueRow> run(EntityManager unit) {
        TypedQuery<CatalogueRow> query = unit.createQuery(text.toString(), CatalogueRow.class).setMaxResults(limit + 1)
                .setHint(QueryHints.READ_ONLY, HintValues.TRUE);
        parameters.forEach(query::setParameter);
        return query.getResultList();
    }

    private void after(Place place) {
        and("s.rank <= :rank", "rank", place.rank());
        and("(s.rank < :rank OR s.id > :id)", "id", place.id());
    }

    private void and(String condition, String parameter, Object value) {
        text.append(" AND ").append(condition);
        parameters.put(parameter, value);
    }

    private static String pattern(String words) {
        String plain = words.toLowerCase(Locale.ROOT);
        return '%' + plain.replace("!", "!!").replace("%", "!%").replace("_", "!_") + '%';
    }
}
