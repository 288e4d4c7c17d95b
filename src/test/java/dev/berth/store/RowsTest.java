package dev.berth.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.berth.sqlite.Rows;
import dev.berth.sqlite.SqliteFile;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.eclipse.persistence.internal.sessions.UnitOfWorkImpl;
import org.eclipse.persistence.queries.ObjectLevelReadQuery;
import org.eclipse.persistence.sessions.server.ServerSession;
import org.junit.jupiter.api.Test;

class RowsTest {

    /** An entity manager lives as long as its file is open: what it remembered of each row would fill the memory (P7). */
    @Test
    void whatIsReadIsNotRemembered() throws Exception {
        try (SessionUnit unit = new SessionUnit(); Connection file = SqliteFile.openMemory(); Statement s = file.createStatement()) {
            Schema.create(file);
            s.execute("INSERT INTO session_meta VALUES ('a', '1', 0)");
            file.setAutoCommit(false);
            EntityManager entities = unit.over(file);
            try (Rows rows = new Rows(entities)) {
                List<MetaRow> named = rows.list(MetaRow.class, "meta.all");
                List<Object[]> selected = rows.select("SELECT key, value FROM session_meta WHERE key = ?1", "a");
                assertEquals(1, named.size());
                assertEquals(List.of("a", "1"), List.of(selected.get(0)));
                assertFalse(entities.contains(named.get(0)));
                assertEquals(0, entities.unwrap(UnitOfWorkImpl.class).getCloneMapping().size());
            }
        }
    }

    @Test
    void noQueryForgetsToForget() throws Exception {
        try (SessionUnit unit = new SessionUnit(); Connection file = SqliteFile.openMemory()) {
            EntityManager entities = unit.over(file);
            List<ObjectLevelReadQuery> reading = entities.getEntityManagerFactory().unwrap(ServerSession.class).getQueries().values()
                    .stream().flatMap(List::stream).filter(ObjectLevelReadQuery.class::isInstance).map(ObjectLevelReadQuery.class::cast).toList();
            assertFalse(reading.isEmpty());
            assertEquals(List.of(), reading.stream().filter(query -> !query.isReadOnly()).map(ObjectLevelReadQuery::getName).toList());
            entities.close();
        }
    }
}
