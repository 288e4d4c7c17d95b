package dev.berth.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.session.Activity;
import dev.berth.session.Catalogue.Page;
import dev.berth.session.Catalogue.Query;
import dev.berth.session.Mode;
import dev.berth.session.Refusal;
import dev.berth.session.Session;
import dev.berth.session.SessionStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteCatalogueTest {

    @TempDir
    private Path data;
    private SqliteCatalogue catalogue;

    @BeforeEach
    void open() {
        catalogue = new SqliteCatalogue(data);
    }

    @AfterEach
    void close() {
        catalogue.close();
    }

    @Test
    void listsAUsersSessionsNewestActivityFirst() {
        put("a", "u", "one");
        put("b", "u", "two");
        put("c", "v", "three");
        put("a", "u", "one");
        assertEquals(List.of("a", "b"), ids(query("u", null, null, 10)));
    }

    @Test
    void goesThroughAllPagesWithoutGapOrRepeatAlsoWhenAllHaveTheSameTime() {
        List<Session> many = new ArrayList<>();
        for (int i = 0; i < 57; i++) {
            many.add(session("s" + i, "u", "t", 5));
        }
        catalogue.put(many);
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Page page = catalogue.list(query("u", null, cursor, 10));
            page.sessions().forEach(session -> seen.add(session.id()));
            cursor = page.next();
        } while (cursor != null);
        assertEquals(57, seen.size());
        assertEquals(57, seen.stream().distinct().count());
    }

    @Test
    void filtersByStatusRepositoryAndWords() {
        put("a", "u", "Fix 100% of it");
        put("b", "u", "Something");
        catalogue.put(List.of(session("c", "u", null, 1).withStatus(SessionStatus.ARCHIVED, 3)));
        assertEquals(List.of("a"), ids(query("u", "100%", null, 10)));
        assertEquals(List.of("b"), ids(query("u", "SOME", null, 10)));
        assertEquals(List.of(), ids(query("u", "_", null, 10)));
        assertEquals(List.of("c"), ids(new Query("u", SessionStatus.ARCHIVED, null, null, null, null, 10)));
        assertEquals(3, ids(new Query("u", null, "acme", "rocket", null, null, 10)).size());
        assertEquals(0, ids(new Query("u", null, "acme", "other", null, null, 10)).size());
    }

    @Test
    void refusesACursorThatItDidNotGive() {
        for (String cursor : new String[] {"x", "", "!!", "MTIz"}) {
            assertThrows(Refusal.class, () -> catalogue.list(query("u", null, cursor, 10)));
        }
    }

    @Test
    void aRemovedSessionIsNotListed() {
        put("a", "u", "one");
        catalogue.remove("a");
        assertEquals(List.of(), ids(query("u", null, null, 10)));
        assertNull(catalogue.list(query("u", null, null, 10)).next());
    }

    @Test
    void isThereAgainAfterClosing() {
        put("a", "u", "one");
        catalogue.sync();
        catalogue.close();
        catalogue = new SqliteCatalogue(data);
        assertEquals(List.of("a"), ids(query("u", null, null, 10)));
        assertEquals(List.of("a"), catalogue.idsStartingWith("a"));
        assertEquals(List.of(), catalogue.idsStartingWith("b"));
    }

    @Test
    void oneThatCannotBeReadIsBegunAgain() throws IOException {
        catalogue.close();
        Files.writeString(data.resolve("catalogue.db"), "this is no database, and longer than a header of one would have to be".repeat(3));
        catalogue = new SqliteCatalogue(data);
        assertEquals(List.of(), ids(query("u", null, null, 10)));
    }

    private void put(String id, String user, String title) {
        catalogue.put(List.of(session(id, user, title, System.currentTimeMillis() / 1000)));
    }

    private List<String> ids(Query query) {
        return catalogue.list(query).sessions().stream().map(Session::id).toList();
    }

    private static Query query(String user, String text, String cursor, int limit) {
        return new Query(user, null, null, null, text, cursor, limit);
    }

    private static Session session(String id, String user, String title, long active) {
        return new Session(id, user, "acme", "rocket", title, SessionStatus.ACTIVE, Activity.IDLE, Mode.BUILD, active, 1, null, 1);
    }
}
