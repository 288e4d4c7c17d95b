package dev.berth.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.AskState;
import dev.berth.session.Event;
import dev.berth.session.Events;
import dev.berth.session.Identity;
import dev.berth.session.Message;
import dev.berth.session.MetaValue;
import dev.berth.session.Mode;
import dev.berth.session.NewSession;
import dev.berth.session.Permission;
import dev.berth.session.PermissionRequest;
import dev.berth.session.Refusal;
import dev.berth.session.Session;
import dev.berth.session.SessionLog;
import dev.berth.session.StorageFailure;
import dev.berth.session.Task;
import dev.berth.session.Turn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SqliteSessionStoreTest {

    @TempDir
    private Path data;
    private SqliteSessionStore store;

    @BeforeEach
    void open() {
        store = new SqliteSessionStore(data);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aSessionIsAFileThatAnyToolOpens() throws SQLException {
        create("abc");
        try (Connection tool = DriverManager.getConnection("jdbc:sqlite:" + file("abc")); Statement s = tool.createStatement()) {
            assertEquals("wal", s.executeQuery("PRAGMA journal_mode").getString(1));
            assertEquals("acme", s.executeQuery("SELECT value FROM session_meta WHERE key = 'berth.repoOwner'").getString(1));
            assertEquals("ok", s.executeQuery("PRAGMA integrity_check").getString(1));
        }
    }

    @Test
    void anIdThatIsTakenStaysUntouched() {
        assertTrue(create("abc"));
        assertFalse(create("abc"));
    }

    @Test
    void whatIsCommittedIsThereAgainAndWhatIsUndoneIsNot() {
        create("abc");
        try (SessionLog log = store.open("abc")) {
            log.begin();
            log.mark();
            log.events().insert(new Event(2, "meta", null, "{}", 7));
            log.keep();
            log.mark();
            log.events().insert(new Event(3, "meta", null, "{}", 8));
            log.undo();
            log.commit();
        }
        try (SessionLog log = store.open("abc")) {
            log.begin();
            assertEquals(List.of(1L, 2L), log.events().after(0, 10).stream().map(Event::seq).toList());
            log.commit();
        }
    }

    @Test
    void whatWasNotCommittedIsGoneAfterClosing() {
        create("abc");
        try (SessionLog log = store.open("abc")) {
            log.begin();
            log.events().insert(new Event(2, "meta", null, "{}", 7));
        }
        try (SessionLog log = store.open("abc")) {
            log.begin();
            assertEquals(1, log.events().last().orElseThrow().seq());
        }
    }

    /** Found by the trial of damaged files (seed 2): after fifty that could not be opened, every session of the server hung. */
    @Test
    @Timeout(60)
    void anyNumberOfUnitsThatWereNotCommittedHoldsUpNobody() {
        create("abc");
        List<SessionLog> open = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            SessionLog log = store.open("abc");
            log.begin();
            assertEquals(1, log.events().last().orElseThrow().seq());
            if (i % 2 == 0) {
                log.close();
            } else {
                open.add(log);
            }
        }
        open.forEach(SessionLog::close);
        assertEquals(List.of(), store.unclean());
    }

    @Test
    void openSessionsNeverSeeOneAnothersRows() {
        List<SessionLog> logs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            create("s" + i);
            logs.add(store.open("s" + i));
        }
        for (int i = 0; i < 20; i++) {
            logs.get(i).begin();
            logs.get(i).events().insert(new Event(2, "meta", null, "{\"of\":" + i + "}", 7));
        }
        logs.forEach(SessionLog::commit);
        for (int i = 0; i < 20; i++) {
            logs.get(i).begin();
            assertEquals("{\"of\":" + i + "}", logs.get(i).events().last().orElseThrow().body());
            logs.get(i).commit();
            logs.get(i).close();
        }
    }

    @Test
    void whatIsReadIsReadFromTheFileEachTime() {
        create("abc");
        try (SessionLog log = store.open("abc")) {
            for (String value : List.of("one", "two")) {
                log.begin();
                log.meta().put("k", MetaValue.text(value));
                assertEquals(value, log.meta().find("k").orElseThrow().text());
                log.commit();
                log.begin();
                assertEquals(value, log.meta().all().get("k").text());
                log.commit();
            }
            log.begin();
            log.mark();
            log.meta().put("k", MetaValue.text("three"));
            log.undo();
            assertEquals("two", log.meta().find("k").orElseThrow().text());
            log.commit();
        }
    }

    @Test
    void aCreationThatACrashTookBackToItsTemporaryNameIsFinishedAtTheStart() throws IOException {
        create("abc");
        Files.move(file("abc"), file("abc").resolveSibling("abc.db.new"));
        restart();
        assertTrue(store.exists("abc"));
        store.open("abc").close();
    }

    @Test
    void aCreationThatACrashCutShortLeavesNothing() throws IOException {
        create("abc");
        byte[] whole = Files.readAllBytes(file("abc"));
        Files.delete(file("abc"));
        Files.write(file("abc").resolveSibling("abc.db.new"), Arrays.copyOf(whole, whole.length - 4_096));
        // One that is whole, but under a name that is not its own.
        Files.write(file("abc").resolveSibling("abd.db.new"), whole);
        restart();
        assertFalse(store.exists("abc"));
        assertFalse(store.exists("abd"));
        try (var left = Files.list(file("abc").getParent())) {
            assertEquals(0, left.count());
        }
        assertTrue(create("abc"));
    }

    @Test
    void aCreationThatCannotBeLookedAtNowIsKeptForTheNextStart() throws IOException {
        create("abc");
        Path unreadable = file("abc").resolveSibling("abd.db.new");
        Files.createDirectory(unreadable);
        restart();
        assertTrue(Files.exists(unreadable));
        assertEquals(StorageFailure.Kind.UNREACHABLE, assertThrows(StorageFailure.class, () -> create("abd")).kind());
        Files.move(file("abc"), file("abc").resolveSibling("abc.db.new"));
        restart();
        assertTrue(store.exists("abc"));
    }

    private void restart() {
        store.close();
        store = new SqliteSessionStore(data);
    }

    @Test
    void aFileThatWasNotClosedIsFoundAfterTheStart() {
        create("abc");
        create("def");
        SessionLog log = store.open("abc");
        log.begin();
        log.events().insert(new Event(2, "meta", null, "{}", 7));
        log.commit();
        assertEquals(List.of("abc"), store.unclean());
        log.close();
        assertEquals(List.of(), store.unclean());
    }

    @Test
    void aDeletedSessionLeavesNothing() throws IOException {
        create("abc");
        List<String> forgotten = new ArrayList<>();
        store.delete("abc", () -> forgotten.add("abc"));
        assertEquals(List.of("abc"), forgotten);
        assertFalse(store.exists("abc"));
        assertEquals(Refusal.Code.NOT_FOUND, assertThrows(Refusal.class, () -> store.open("abc")).code());
        try (var left = Files.list(file("abc").getParent())) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void aDeletionThatACrashCutShortIsFinishedAtTheStart() throws IOException {
        create("abc");
        // What a crash leaves between the rename and the removal, with a log beside it.
        Files.move(file("abc"), file("abc").resolveSibling("abc.db.deleted"));
        Files.writeString(file("abc").resolveSibling("abc.db-wal"), "x");
        List<String> forgotten = new ArrayList<>();
        store.finishDeletions(forgotten::add);
        assertEquals(List.of("abc"), forgotten);
        try (var left = Files.list(file("abc").getParent())) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void aFileOfANewerBerthIsRefusedAndStaysWhereItIs() throws SQLException {
        create("abc");
        try (Connection tool = DriverManager.getConnection("jdbc:sqlite:" + file("abc")); Statement s = tool.createStatement()) {
            s.execute("PRAGMA user_version = 99");
        }
        Refusal refusal = assertThrows(Refusal.class, () -> store.open("abc"));
        assertEquals(Refusal.Code.UNAVAILABLE, refusal.code());
        assertTrue(refusal.getMessage().contains("newer version"));
        assertTrue(Files.exists(file("abc")));
    }

    @Test
    void aFileOfTheFirstVersionIsBroughtToThePresentOneWithAllThatItHolds() throws SQLException {
        create("abc");
        asVersion1(file("abc"));
        try (SessionLog log = store.open("abc")) {
            log.begin();
            assertEquals("abc", new Identity(log.meta(), new Events(log.events(), Clock.systemUTC())).session().id());
            assertEquals(List.of("old"), log.tasks().all().stream().map(Task::title).toList());
            assertEquals(List.of("m2", "m3"), log.messages().before(9, 5).stream().map(Message::id).toList());
            assertEquals(List.of("u"), log.turns().ended(5).stream().map(Turn::id).toList());
            assertEquals(5, log.turns().lastRank());
            log.permissions().put(new Permission(new PermissionRequest("p", null, "bash", "ls", List.of("ls"), List.of(), null), "t",
                    AskState.PENDING, null, null, null, 1, null, 1));
            log.commit();
        }
        try (SessionLog log = store.open("abc")) {
            log.begin();
            assertEquals(List.of("ls"), log.permissions().find("p").orElseThrow().request().patterns());
            log.commit();
        }
    }

    /** Puts a file of the first version in the place of one of the present, with the same identity. */
    private static void asVersion1(Path file) throws SQLException {
        Path old = file.resolveSibling("old");
        try (Connection tool = DriverManager.getConnection("jdbc:sqlite:" + old); Statement s = tool.createStatement()) {
            Schema.lift(tool, 0, 1);
            s.execute("ATTACH '" + file + "' AS present");
            s.execute("INSERT INTO session_meta SELECT * FROM present.session_meta");
            s.execute("INSERT INTO events SELECT * FROM present.events");
            s.execute("INSERT INTO tasks (id, title, created_at, position, seq) VALUES ('t', 'old', 1, 2, 2)");
            for (int seq : new int[] {3, 2}) {
                s.execute("INSERT INTO messages (id, role, content, created_at, seq) VALUES ('m" + seq + "', 'user', 'said', 1, " + seq + ")");
            }
            s.execute("INSERT INTO turns (id, message_id, state, mode, rank, ended_at) VALUES ('u', 'm2', 'completed', 'build', 5, 9)");
        }
        try {
            Files.move(old, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFileThatIsNoSessionIsDamagedAndIsSetAsideWithItsReason() throws IOException {
        for (byte[] content : new byte[][] {{}, "not a database at all".getBytes(), new byte[8192]}) {
            Files.createDirectories(file("abc").getParent());
            Files.write(file("abc"), content);
            StorageFailure failure = assertThrows(StorageFailure.class, () -> store.open("abc"));
            assertEquals(StorageFailure.Kind.DAMAGED, failure.kind());
            store.quarantine("abc", "it is broken.");
            assertEquals("This session has been set aside: it is broken.",
                    assertThrows(Refusal.class, () -> store.open("abc")).getMessage());
            store.delete("abc", () -> { });
            assertFalse(store.exists("abc"));
        }
    }

    @Test
    void twoServersNeverShareAFolder() {
        String sentence = assertThrows(IllegalStateException.class, () -> new SqliteSessionStore(data)).getMessage();
        assertTrue(sentence.contains("another Berth uses the folder"), sentence);
    }

    private boolean create(String id) {
        Session session = Session.begin(new NewSession(id, "u", "acme", "rocket", null, Mode.BUILD, null), 1);
        return store.create(id, Identity.metaOf(session, null), Identity.birth(session));
    }

    private Path file(String id) {
        return data.resolve("sessions").resolve(id.substring(0, 2)).resolve(id + ".db");
    }
}
