package dev.berth.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A restoration of a backup")
class RestoreTest {

    @TempDir
    private Path folder;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Path data;
    private Path backup;
    private Path target;
    private SqliteSessionStore store;

    @BeforeEach
    void backUp() throws SQLException {
        data = folder.resolve("data");
        backup = folder.resolve("backup");
        target = folder.resolve("target");
        store = new SqliteSessionStore(data);
        FilledSession.create(store, data, "abc");
        FilledSession.create(store, data, "def");
        assertEquals(0, Backup.run(new String[] {data.toString(), backup.toString()}, out()));
        said.reset();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    @DisplayName("brings back all that was backed up, for its owner alone, each as another history again (P3, P5)")
    void restored() throws SQLException, IOException {
        assertEquals(0, restore());
        assertEquals("2 sessions restored, 0 set aside, 0 missing.", said());
        for (String id : List.of("abc", "def")) {
            assertEquals(rows(data, id), rows(target, id));
            assertEquals(rows(backup, id), rows(target, id));
            assertNotEquals(epoch(backup, id), epoch(target, id));
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(FilledSession.file(target, id))));
        }
        try (SqliteSessionStore again = new SqliteSessionStore(target)) {
            assertEquals(List.of(), again.unclean());
            again.open("abc").close();
        }
    }

    @Test
    @DisplayName("finds the one bit that has turned in a text, a broken file and a missing one; sets aside what is there, and ends with 1")
    void damaged() throws Exception {
        FilledSession.create(store, data, "ghi");
        FilledSession.create(store, data, "jkl");
        backup = folder.resolve("second");
        assertEquals(0, Backup.run(new String[] {data.toString(), backup.toString()}, out()));
        said.reset();
        turnABitInAText(FilledSession.file(backup, "abc"));
        Files.write(FilledSession.file(backup, "def"), new byte[9_000]);
        Files.delete(FilledSession.file(backup, "ghi"));
        assertEquals(Restore.INCOMPLETE, restore());
        assertTrue(said().contains("Set aside: session abc: the file is not the one that was backed up"), said());
        assertTrue(said().contains("Set aside: session def: "), said());
        assertTrue(said().contains("Missing in the backup: sessions/gh/ghi.db"), said());
        assertTrue(said().endsWith("1 session restored, 2 set aside, 1 missing."), said());
        try (SqliteSessionStore again = new SqliteSessionStore(target)) {
            again.open("jkl").close();
            assertTrue(assertThrows(Refusal.class, () -> again.open("abc")).getMessage().contains("set aside"));
            assertEquals(2, again.setAside(10).size());
        }
    }

    @Test
    @DisplayName("of a backup without a list checks each file by itself, and says that it cannot tell what is missing")
    void withoutList() throws Exception {
        Files.delete(backup.resolve("SHA256SUMS"));
        FilledSession.execute(FilledSession.file(backup, "abc"), "UPDATE session_meta SET value = 'other' WHERE key = 'berth.id'");
        FilledSession.execute(FilledSession.file(backup, "def"), "PRAGMA user_version = 99");
        assertEquals(Restore.INCOMPLETE, restore());
        assertTrue(said().startsWith("The backup has no list"), said());
        assertTrue(said().contains("Set aside: session abc: the file is the one of session other."), said());
        assertTrue(said().contains("Set aside: session def: This session was written by a newer version"), said());
    }

    @Test
    @DisplayName("is not begun into a folder that holds anything, nor from one that a Berth works on, and ends with 2")
    void refused() throws IOException {
        assertEquals(Restore.NOT_BEGUN, Restore.run(new String[] {backup.toString()}, out()));
        assertEquals(Restore.NOT_BEGUN, Restore.run(new String[] {folder.resolve("none").toString(), target.toString()}, out()));
        assertEquals(Restore.NOT_BEGUN, Restore.run(new String[] {data.toString(), target.toString()}, out()));
        assertTrue(said().endsWith("a Berth uses the folder " + data + " now."), said());
        assertFalse(Files.exists(target));
        assertEquals(Restore.NOT_BEGUN, Restore.run(new String[] {backup.toString(), data.toString()}, out()));
        assertTrue(said().endsWith("the folder " + data + " is not empty."), said());
    }

    @Test
    @DisplayName("changes nothing in the backup, so that it can be done again")
    void twice() throws Exception {
        byte[] before = Files.readAllBytes(FilledSession.file(backup, "abc"));
        assertEquals(0, restore());
        target = folder.resolve("again");
        assertEquals(0, restore());
        assertArrayEquals(before, Files.readAllBytes(FilledSession.file(backup, "abc")));
        assertNotEquals(epoch(folder.resolve("target"), "abc"), epoch(target, "abc"));
    }

    private static void turnABitInAText(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("free words");
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(at);
            raw.write(bytes[at] ^ 1);
        }
    }

    private int restore() {
        return Restore.run(new String[] {backup.toString(), target.toString()}, out());
    }

    private PrintStream out() {
        return new PrintStream(said, true, StandardCharsets.UTF_8);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8).trim();
    }

    private static List<String> rows(Path data, String id) throws SQLException {
        return OldFile.rows(FilledSession.file(data, id), Schema.VERSION).stream().filter(row -> !row.contains("key=berth.epoch")).toList();
    }

    private static String epoch(Path data, String id) throws SQLException {
        return OldFile.rows(FilledSession.file(data, id), Schema.VERSION).stream().filter(row -> row.contains("key=berth.epoch"))
                .findFirst().orElseThrow();
    }
}
