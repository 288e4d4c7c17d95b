package dev.berth.catalogue;

import dev.berth.session.Activity;
import dev.berth.session.Catalogue.Query;
import dev.berth.sqlite.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The SQL of one list: only the conditions that were asked for, each of which an index can serve. */
final class ListStatement {

    private final StringBuilder text = new StringBuilder("SELECT " + CatalogueRow.COLUMNS + " FROM sessions WHERE user_id = ?1");
    private final List<Object> parameters = new ArrayList<>();

    ListStatement(Query query) {
        parameters.add(query.userId());
        if (query.status() != null) {
            and("status = ?", query.status().wireName());
        }
        if (query.activity() != null) {
            doing(query.activity());
        }
        if (query.repoOwner() != null) {
            and("repo_owner = ?", query.repoOwner());
            and("repo_name = ?", query.repoName());
        }
        if (query.text() != null) {
            String anywhere = "LOWER(repo_owner || '/' || repo_name || ' ' || COALESCE(title, '') || ' ' || id)";
            and(anywhere + " LIKE ? ESCAPE '!'", pattern(query.text()));
        }
        if (query.cursor() != null) {
            after(Place.parse(query.cursor()));
        }
        text.append(" ORDER BY rank DESC, id LIMIT ?").append(number(query.limit() + 1));
    }

    /** One row more than the page holds, which tells whether another page follows. */
    List<CatalogueRow> run(Rows rows) {
        return rows.select(text.toString(), parameters.toArray()).stream().map(CatalogueRow::of).toList();
    }

    private void doing(Activity activity) {
        and("activity = ?", activity.wireName());
        if (activity != Activity.IDLE) {
            // Tells SQLite that the index of those that are not idle holds them all. Most sessions are idle, and need none.
            text.append(" AND activity <> 'idle'");
        }
    }

    private void after(Place place) {
        String rank = "?" + number(place.rank());
        String id = "?" + number(place.id());
        text.append(" AND rank <= ").append(rank).append(" AND (rank < ").append(rank).append(" OR id > ").append(id).append(')');
    }

    /** @param condition with one {@code ?} for the value */
    private void and(String condition, Object value) {
        text.append(" AND ").append(condition.replace("?", "?" + number(value)));
    }

    /** Takes a parameter and tells its number. */
    private int number(Object parameter) {
        parameters.add(parameter);
        return parameters.size();
    }

    private static String pattern(String words) {
        String plain = words.toLowerCase(Locale.ROOT);
        return '%' + plain.replace("!", "!!").replace("%", "!%").replace("_", "!_") + '%';
    }
}
