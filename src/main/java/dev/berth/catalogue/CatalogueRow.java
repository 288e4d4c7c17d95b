package dev.berth.catalogue;

import dev.berth.session.TaskCount;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.Table;

/**
 * What a page of the list needs of a row: the card as clients get it, and its place in the order. A card of an older Berth says nothing
 * of tasks until its session is put again, which keeps its place when nothing has happened in it meanwhile.
 */
@Entity
@Table(name = "sessions")
@NamedNativeQuery(name = "catalogue.put", query = """
        INSERT INTO sessions (id, user_id, repo_owner, repo_name, title, status, activity, rank, card, counted)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1)
        ON CONFLICT (id) DO UPDATE SET user_id = excluded.user_id, repo_owner = excluded.repo_owner, repo_name = excluded.repo_name,
          title = excluded.title, status = excluded.status, activity = excluded.activity,
          rank = CASE WHEN card = excluded.card OR counted = 0 AND card ->> 'seq' = excluded.card ->> 'seq' THEN rank
            ELSE excluded.rank END,
          card = excluded.card, counted = 1""")
@NamedNativeQuery(name = "catalogue.remove", query = "DELETE FROM sessions WHERE id = ?1")
@NamedNativeQuery(name = "catalogue.owner", query = "SELECT user_id FROM sessions WHERE id = ?1")
@NamedNativeQuery(name = "catalogue.count", query = "SELECT COUNT(*) FROM sessions WHERE user_id = ?1")
@NamedNativeQuery(name = "catalogue.ids", query = "SELECT id FROM sessions WHERE id >= ?1 AND id < ?2")
@NamedNativeQuery(name = "catalogue.unsettled", query = "SELECT id FROM sessions WHERE activity IN ('running', 'waiting')")
@NamedNativeQuery(name = "catalogue.uncounted", query = "SELECT id FROM sessions WHERE counted = 0 AND id > ?1 ORDER BY id LIMIT ?2")
@NamedNativeQuery(name = "catalogue.repositories", query = """
        SELECT repo_owner, repo_name, COUNT(*) FROM sessions WHERE user_id = ?1 GROUP BY repo_owner, repo_name
        ORDER BY repo_owner COLLATE NOCASE, repo_name COLLATE NOCASE, repo_owner, repo_name LIMIT ?2""")
class CatalogueRow {

    static final String COLUMNS = "id, rank, card, counted";
    private static final String NO_TASKS = ",\"tasks\":" + TaskCount.NONE.toJson() + '}';

    @Id
    private String id;
    private long rank;
    private String card;
    private int counted;

    protected CatalogueRow() {
    }

    /** @param columns the values of {@link #COLUMNS} */
    static CatalogueRow of(Object[] columns) {
        CatalogueRow row = new CatalogueRow();
        row.id = (String) columns[0];
        row.rank = ((Number) columns[1]).longValue();
        row.card = (String) columns[2];
        row.counted = ((Number) columns[3]).intValue();
        return row;
    }

    Place place() {
        return new Place(rank, id);
    }

    String card() {
        return isCounted() ? card : card.substring(0, card.length() - 1) + NO_TASKS;
    }

    String id() {
        return id;
    }

    boolean isCounted() {
        return counted == 1;
    }
}
