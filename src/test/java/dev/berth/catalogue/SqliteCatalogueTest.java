package dev.berth.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.Activity;
import dev.berth.session.Catalogue.Page;
import dev.berth.session.Catalogue.Query;
import dev.berth.session.Mode;
import dev.berth.session.Refusal;
import dev.berth.session.RepositoryCount;
import dev.berth.session.Session;
import dev.berth.session.SessionStatus;
import dev.berth.session.TaskCount;
import dev.berth.sqlite.SqliteFile;
import jakarta.json.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
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
        put("a", "u", "one more");
        assertEquals(List.of("a", "b"), ids(query("u", null, null, 10)));
    }

    /** Found by the trial of jumping clocks: the list showed what a session was when it was listed first. */
    @Test
    void listsEachSessionAsItIsNowHoweverOftenItWasListedBefore() {
        put("a", "u", "first");
        put("b", "u", "other");
        for (int i = 0; i < 3; i++) {
            put("a", "u", "title " + i);
            Page first = catalogue.list(query("u", null, null, 1));
            assertTrue(first.cards().get(0).contains("title " + i), first.cards().toString());
            assertEquals(List.of("b"), ids(query("u", null, first.next(), 10)));
        }
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
            seen.addAll(ids(page));
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
        assertEquals(List.of("c"), ids(new Query("u", SessionStatus.ARCHIVED, null, null, null, null, null, 10)));
        assertEquals(3, ids(new Query("u", null, null, "acme", "rocket", null, null, 10)).size());
        assertEquals(0, ids(new Query("u", null, null, "acme", "other", null, null, 10)).size());
    }

    @Test
    void filtersByWhatTheyAreDoingAlsoTogetherWithTheRest() {
        catalogue.put(List.of(doing("a", Activity.IDLE), doing("b", Activity.RUNNING), doing("c", Activity.WAITING),
                doing("d", Activity.FAILED).withStatus(SessionStatus.ARCHIVED, 3), doing("e", Activity.FAILED)));
        assertEquals(List.of("a"), ids(new Query("u", null, Activity.IDLE, null, null, null, null, 10)));
        assertEquals(List.of("b"), ids(new Query("u", null, Activity.RUNNING, null, null, null, null, 10)));
        assertEquals(List.of("c"), ids(new Query("u", null, Activity.WAITING, "acme", "rocket", null, null, 10)));
        assertEquals(List.of("d", "e"), ids(new Query("u", null, Activity.FAILED, null, null, null, null, 10)));
        assertEquals(List.of("d"), ids(new Query("u", SessionStatus.ARCHIVED, Activity.FAILED, null, null, null, null, 10)));
        Page first = catalogue.list(new Query("u", null, Activity.FAILED, null, null, null, null, 1));
        assertEquals(List.of("e"), ids(new Query("u", null, Activity.FAILED, null, null, null, first.next(), 1)));
        catalogue.put(List.of(doing("b", Activity.IDLE)));
        assertEquals(List.of(), ids(new Query("u", null, Activity.RUNNING, null, null, null, null, 10)));
    }

    @Test
    void tellsTheRepositoriesOfAUserInOrderWithTheNumberOfSessionsAndNobodyElses() {
        catalogue.put(List.of(about("a", "u", "octo", "berth"), about("b", "u", "Acme", "rocket"), about("c", "u", "acme", "boat"),
                about("d", "u", "octo", "berth"), about("e", "v", "octo", "secret")));
        RepositoryCount boat = new RepositoryCount("acme", "boat", 1);
        RepositoryCount rocket = new RepositoryCount("Acme", "rocket", 1);
        RepositoryCount berth = new RepositoryCount("octo", "berth", 2);
        assertEquals(List.of(boat, rocket, berth), catalogue.repositories("u", 10));
        assertEquals(List.of(boat, rocket), catalogue.repositories("u", 2));
        assertEquals(List.of(), catalogue.repositories("nobody", 10));
        catalogue.remove("c");
        assertEquals(List.of(rocket, berth), catalogue.repositories("u", 10));
    }

    @Test
    void readsOnlyAnIndexForTheRepositoriesAndForThoseThatAreNotIdle() throws SQLException {
        assertTrue(plan("SELECT repo_owner, repo_name, COUNT(*) FROM sessions WHERE user_id = 'u' GROUP BY repo_owner, repo_name")
                .contains("COVERING INDEX idx_sessions_repo"));
        assertTrue(plan("SELECT id, rank, card FROM sessions WHERE user_id = 'u' AND activity = 'failed' AND activity <> 'idle' "
                + "ORDER BY rank DESC, id LIMIT 10").contains("INDEX idx_sessions_activity (user_id=? AND activity=?)"));
        assertTrue(plan("SELECT id FROM sessions WHERE counted = 0 AND id > 'a' ORDER BY id LIMIT 10")
                .contains("INDEX idx_sessions_uncounted"));
    }

    private String plan(String sql) throws SQLException {
        StringBuilder steps = new StringBuilder();
        try (Connection tool = SqliteFile.openDerived(data.resolve("catalogue.db")); Statement s = tool.createStatement();
                ResultSet row = s.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
            while (row.next()) {
                steps.append(row.getString("detail")).append('\n');
            }
        }
        return steps.toString();
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

    @Test
    void oneThatIsDamagedBehindItsFirstPageIsBegunAgain() throws IOException {
        List<Session> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add(session("s" + i, "u", "t", 5));
        }
        catalogue.put(many);
        catalogue.close();
        byte[] bytes = Files.readAllBytes(data.resolve("catalogue.db"));
        Arrays.fill(bytes, 4_096, bytes.length, (byte) 0x5a);
        Files.write(data.resolve("catalogue.db"), bytes);
        catalogue = new SqliteCatalogue(data);
        assertEquals(List.of(), ids(query("u", null, null, 10)));
    }

    @Test
    void oneThatIsPutAsItWasKeepsItsPlaceAndIsMendedAllTheSame() throws SQLException {
        put("a", "u", "one");
        put("b", "u", "two");
        catalogue.sync();
        try (Connection tool = SqliteFile.openDerived(data.resolve("catalogue.db")); Statement s = tool.createStatement()) {
            s.execute("UPDATE sessions SET user_id = 'v' WHERE id = 'b'");
        }
        put("a", "u", "one");
        put("b", "u", "two");
        assertEquals(List.of("b", "a"), ids(query("u", null, null, 10)));
    }

    @Test
    void oneThatIsDamagedWhileItIsOpenIsBegunAgainWhenAskedTo() throws IOException {
        List<Session> many = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            many.add(session("s" + i, "u", "t", 5));
        }
        catalogue.put(many);
        catalogue.sync();
        assertFalse(catalogue.beginAgainIfDamaged());
        assertEquals(1_000, ids(query("u", null, null, 1_000)).size());
        try (RandomAccessFile file = new RandomAccessFile(data.resolve("catalogue.db").toFile(), "rw")) {
            byte[] rubbish = new byte[(int) file.length() - 4_096];
            Arrays.fill(rubbish, (byte) 0x5a);
            file.seek(4_096);
            file.write(rubbish);
        }
        assertTrue(catalogue.beginAgainIfDamaged());
        assertEquals(List.of(), ids(query("u", null, null, 10)));
        put("a", "u", "one");
        assertEquals(List.of("a"), ids(query("u", null, null, 10)));
        assertFalse(catalogue.beginAgainIfDamaged());
    }

    @Test
    void oneOfAnotherVersionIsBegunAgain() throws SQLException {
        put("a", "u", "one");
        catalogue.close();
        try (Connection tool = SqliteFile.openDerived(data.resolve("catalogue.db")); Statement s = tool.createStatement()) {
            s.execute("PRAGMA user_version = 1");
        }
        catalogue = new SqliteCatalogue(data);
        assertEquals(List.of(), ids(query("u", null, null, 10)));
    }

    @Test
    void oneOfTheVersionBeforeIsTakenOverAndItsSessionsKeepTheirPlacesWhenTheyAreCounted() throws SQLException {
        put("a", "u", "one");
        put("b", "u", "two");
        put("c", "u", "three");
        catalogue.close();
        OldCatalogue.become(data);
        catalogue = new SqliteCatalogue(data);
        Page old = catalogue.list(query("u", null, null, 10));
        assertEquals(List.of("c", "b", "a"), ids(old));
        assertEquals(List.of("c", "b", "a"), old.uncounted());
        assertEquals(List.of("a", "b"), catalogue.uncounted("", 2));
        assertEquals(List.of("c"), catalogue.uncounted("b", 2));
        long now = System.currentTimeMillis() / 1000;
        catalogue.put(List.of(session("b", "u", "two", now).at(1, now, Activity.IDLE, new TaskCount(1, 2))));
        Page page = catalogue.list(query("u", null, null, 10));
        assertEquals(List.of("c", "b", "a"), ids(page));
        assertEquals(List.of("c", "a"), page.uncounted());
        assertTrue(page.cards().get(0).endsWith("\"seq\":1,\"tasks\":{\"done\":0,\"total\":0}}"), page.cards().get(0));
        assertTrue(page.cards().get(1).endsWith("\"seq\":1,\"tasks\":{\"done\":1,\"total\":2}}"), page.cards().get(1));
        catalogue.put(List.of(session("a", "u", "one", now).at(2, now, Activity.IDLE, TaskCount.NONE)));
        assertEquals(List.of("a", "c", "b"), ids(query("u", null, null, 10)));
        catalogue.close();
        catalogue = new SqliteCatalogue(data);
        assertEquals(List.of("c"), catalogue.uncounted("", 10));
    }

    @Test
    void whatHappensAfterAStartComesFirstAlsoWhenTheClockWasSetBack() {
        long tomorrow = System.currentTimeMillis() / 1000 + 86_400;
        catalogue.put(List.of(session("a", "u", "one", tomorrow)));
        try (Connection tool = SqliteFile.openDerived(data.resolve("catalogue.db")); Statement s = tool.createStatement()) {
            s.execute("UPDATE sessions SET rank = " + tomorrow * 1_000);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        catalogue.close();
        catalogue = new SqliteCatalogue(data);
        put("b", "u", "two");
        assertEquals(List.of("b", "a"), ids(query("u", null, null, 10)));
    }

    @Test
    void aCardIsTheSessionAsClientsGetIt() {
        Session session = session("a", "u", "\"quoted\"", 7);
        catalogue.put(List.of(session));
        assertEquals(List.of(session.toJson()), catalogue.list(query("u", null, null, 10)).cards());
    }

    private void put(String id, String user, String title) {
        catalogue.put(List.of(session(id, user, title, System.currentTimeMillis() / 1000)));
    }

    private List<String> ids(Query query) {
        return ids(catalogue.list(query));
    }

    private static List<String> ids(Page page) {
        try (var cards = Json.createReader(new StringReader(page.cards().toString()))) {
            return cards.readArray().getValuesAs(card -> card.asJsonObject().getString("id"));
        }
    }

    private static Query query(String user, String text, String cursor, int limit) {
        return new Query(user, null, null, null, null, text, cursor, limit);
    }

    private static Session session(String id, String user, String title, long active) {
        return new Session(id, user, "acme", "rocket", title, SessionStatus.ACTIVE, Activity.IDLE, Mode.BUILD, active, 1, null, 1,
                TaskCount.NONE);
    }

    private static Session about(String id, String user, String owner, String name) {
        return new Session(id, user, owner, name, null, SessionStatus.ACTIVE, Activity.IDLE, Mode.BUILD, 1, 1, null, 1, TaskCount.NONE);
    }

    private static Session doing(String id, Activity activity) {
        return session(id, "u", null, 1).at(2, 2, activity, TaskCount.NONE);
    }
}
