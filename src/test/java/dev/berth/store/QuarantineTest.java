package dev.berth.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.Event;
import dev.berth.session.Refusal;
import dev.berth.session.SessionLog;
import dev.berth.session.SetAside;
import dev.berth.sqlite.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What was set aside")
class QuarantineTest {

    private static final String ID = "abc";

    @TempDir
    private Path data;
    private Path file;
    private Path aside;
    private SqliteSessionStore store;

    @BeforeEach
    void open() throws SQLException {
        store = new SqliteSessionStore(data);
        FilledSession.create(store, data, ID);
        file = FilledSession.file(data, ID);
        aside = data.resolve("quarantine").resolve(ID).resolve(ID + ".db");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    @DisplayName("is listed with its reason, its time and its size, the latest first")
    void listed() throws Exception {
        FilledSession.create(store, data, "def");
        long bytes = Files.size(file);
        store.quarantine(ID, "its file is damaged.");
        store.quarantine("def", "it is odd.");
        Files.setLastModifiedTime(aside.resolveSibling("reason.txt"), FileTime.fromMillis(1_000_000));
        List<SetAside> all = store.setAside(10);
        assertEquals(List.of("def", ID), all.stream().map(SetAside::name).toList());
        assertEquals(new SetAside(ID, ID, "its file is damaged.", 1_000, bytes), all.get(1));
        assertEquals(List.of("def"), store.setAside(1).stream().map(SetAside::id).toList());
    }

    @Test
    @DisplayName("comes back when it is sound, with all its events, as another history; nothing of it stays behind (P3, P5)")
    void released() throws SQLException {
        List<String> before = rowsWithoutEpoch(file);
        String epoch = epoch();
        store.quarantine(ID, "its file is damaged.");
        assertThrows(Refusal.class, () -> store.open(ID));
        store.release(ID);
        assertEquals(before, rowsWithoutEpoch(file));
        assertNotEquals(epoch, epoch());
        assertEquals(List.of(), store.setAside(10));
        assertFalse(Files.exists(aside.getParent()));
        assertEquals(List.of(), store.unclean());
    }

    @Test
    @DisplayName("comes back with what the log beside it holds, also when a crash has kept them apart (P1)")
    void withItsLog() throws Exception {
        byte[] log;
        byte[] before = Files.readAllBytes(file);
        try (SessionLog open = store.open(ID)) {
            open.begin();
            open.events().insert(Event.of(999, "meta", null, 7, out -> { }));
            open.commit();
            before = Files.readAllBytes(file);
            log = Files.readAllBytes(SqliteFile.log(file));
        }
        for (Path place : List.of(aside, file)) {
            Files.write(file, before);
            store.quarantine(ID, "its file is damaged.");
            Files.write(SqliteFile.log(place), log);
            store.release(ID);
            try (SessionLog open = store.open(ID)) {
                open.begin();
                assertEquals(999, open.events().last().orElseThrow().seq());
            }
        }
    }

    @Test
    @DisplayName("stays where it is as long as it is not sound, not changed by a byte, and the sentence says why")
    void notSound() throws Exception {
        FilledSession.execute(file, "DELETE FROM session_meta WHERE key = 'berth.userId'");
        store.quarantine(ID, "its file is damaged.");
        requireUnsound("berth.userId is missing");
        FilledSession.execute(aside, "PRAGMA user_version = 99");
        requireUnsound("newer version of Berth");
        Files.write(aside, "a letter ".repeat(900).getBytes());
        requireUnsound("not a database");
        byte[] log = {1, 2, 3};
        Files.write(SqliteFile.log(aside), log);
        requireUnsound("not");
        assertArrayEquals(log, Files.readAllBytes(SqliteFile.log(aside)));
        Files.delete(aside);
        assertEquals("The file is gone: lay a sound one in its place first.",
                assertThrows(Refusal.class, () -> store.release(ID)).getMessage());
    }

    private void requireUnsound(String why) throws IOException {
        byte[] before = Files.readAllBytes(aside);
        Refusal refusal = assertThrows(Refusal.class, () -> store.release(ID));
        assertEquals(Refusal.Code.UNSOUND, refusal.code());
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
        assertArrayEquals(before, Files.readAllBytes(aside));
        assertFalse(Files.exists(file));
    }

    @Test
    @DisplayName("does not come back while there is a session with its id, and is not written over when that is set aside too")
    void twice() throws Exception {
        byte[] first = Files.readAllBytes(file);
        store.quarantine(ID, "first.");
        Files.write(file, first);
        assertEquals(Refusal.Code.CONFLICT, assertThrows(Refusal.class, () -> store.release(ID)).code());
        FilledSession.execute(file, "UPDATE session_meta SET value = 'second' WHERE key = 'berth.title'");
        store.quarantine(ID, "second.");
        assertEquals(List.of(ID, ID + ".1"), store.setAside(10).stream().map(SetAside::name).sorted().toList());
        assertArrayEquals(first, Files.readAllBytes(data.resolve("quarantine/" + ID + ".1/" + ID + ".db")));
        store.release(ID + ".1");
        assertArrayEquals(new String[] {"title"}, titles());
        assertEquals(List.of("second."), store.setAside(10).stream().map(SetAside::reason).toList());
        store.delete(ID, () -> { });
        assertEquals(List.of(), store.setAside(10));
    }

    @Test
    @DisplayName("leaves what somebody has laid beside it")
    void ownFiles() throws IOException {
        store.quarantine(ID, "its file is damaged.");
        Files.writeString(aside.resolveSibling("note.txt"), "mine");
        store.release(ID);
        assertEquals("mine", Files.readString(data.resolve("quarantine/" + ID + ".1/note.txt")));
        store.open(ID).close();
    }

    @Test
    @DisplayName("is found by its own name and no other")
    void names() {
        store.quarantine(ID, "its file is damaged.");
        for (String name : List.of("none", "..", "../sessions", "", ".", ID + "/", ID + "/..", ID + ".7")) {
            assertEquals(Refusal.Code.NOT_FOUND, assertThrows(Refusal.class, () -> store.release(name), name).code());
        }
    }

    private String[] titles() throws SQLException {
        return rows(file).stream().filter(row -> row.contains("key=berth.title"))
                .map(row -> row.replaceAll(".*value=(.*) $", "$1")).toArray(String[]::new);
    }

    private String epoch() throws SQLException {
        return rows(file).stream().filter(row -> row.contains("key=berth.epoch")).findFirst().orElseThrow();
    }

    private static List<String> rowsWithoutEpoch(Path file) throws SQLException {
        return rows(file).stream().filter(row -> !row.contains("key=berth.epoch")).toList();
    }

    private static List<String> rows(Path file) throws SQLException {
        return OldFile.rows(file, Schema.VERSION);
    }
}
