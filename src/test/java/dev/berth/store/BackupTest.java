package dev.berth.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.Event;
import dev.berth.session.Identity;
import dev.berth.session.Mode;
import dev.berth.session.NewSession;
import dev.berth.session.Session;
import dev.berth.session.SessionLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A backup")
class BackupTest {

    @TempDir
    private Path folder;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Path data;
    private Path target;
    private SqliteSessionStore store;

    @BeforeEach
    void open() {
        data = folder.resolve("data");
        target = folder.resolve("backup");
        store = new SqliteSessionStore(data);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    @DisplayName("holds what was committed, of a session that is open as of one that sleeps, under another epoch (P3, P5)")
    void copies() {
        create("asleep");
        create("awake");
        try (SessionLog log = store.open("awake")) {
            log.begin();
            log.events().insert(Event.of(2, "meta", null, 7, out -> { }));
            log.commit();
            log.begin();
            log.events().insert(Event.of(3, "meta", null, 8, out -> { }));
            assertEquals(0, backUp());
        }
        assertEquals("2 sessions copied, 0 not.", said());
        try (SqliteSessionStore copy = new SqliteSessionStore(target)) {
            assertEquals(List.of(1L, 2L), seqs(copy, "awake"));
            assertEquals(List.of(1L), seqs(copy, "asleep"));
            assertNotEquals(epoch(store, "awake"), epoch(copy, "awake"));
            assertNotEquals(epoch(store, "asleep"), epoch(copy, "asleep"));
        }
        assertEquals(List.of(), store.unclean());
    }

    @Test
    @DisplayName("of what a crash has left leaves it so that the next start knows what was cut off")
    void leavesTheMark() throws IOException {
        create("abc");
        Path crashed = folder.resolve("crashed");
        try (SessionLog log = store.open("abc")) {
            log.begin();
            log.events().insert(Event.of(2, "meta", null, 7, out -> { }));
            log.commit();
            Files.createDirectories(crashed.resolve("sessions/ab"));
            for (String name : List.of("abc.db", "abc.db-wal")) {
                Files.copy(data.resolve("sessions/ab").resolve(name), crashed.resolve("sessions/ab").resolve(name));
            }
        }
        assertEquals(0, Backup.run(new String[] {crashed.toString(), target.toString()}, new PrintStream(said)));
        try (SqliteSessionStore after = new SqliteSessionStore(crashed)) {
            assertEquals(List.of("abc"), after.unclean());
            assertEquals(List.of(1L, 2L), seqs(after, "abc"));
        }
    }

    @Test
    @DisplayName("is for its owner alone, and is nothing but the files of the sessions and the list of them")
    void files() throws IOException {
        create("abc");
        backUp();
        Path copy = target.resolve("sessions/ab/abc.db");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(target)));
        try (Stream<Path> all = Files.walk(target)) {
            assertEquals(List.of(target.resolve("SHA256SUMS"), copy), all.filter(Files::isRegularFile).sorted().toList());
        }
    }

    @Test
    @DisplayName("says which sessions it does not hold and why, holds all others, and ends with 1")
    void incomplete() throws IOException {
        for (String id : List.of("broken", "other", "aside", "swapped")) {
            create(id);
        }
        Files.write(data.resolve("sessions/br/broken.db"), new byte[20_000]);
        Files.copy(data.resolve("sessions/ot/other.db"), data.resolve("sessions/sw/swapped.db"),
                StandardCopyOption.REPLACE_EXISTING);
        store.quarantine("aside", "its file is damaged.");
        assertEquals(Backup.INCOMPLETE, backUp());
        assertTrue(said().contains("Not copied: session broken: "), said());
        assertTrue(said().contains("Not copied: session swapped: the file is the one of session other"), said());
        assertTrue(said().contains("Not copied: session aside: it has been set aside: its file is damaged."), said());
        assertTrue(said().endsWith("1 session copied, 3 not."), said());
        try (SqliteSessionStore copy = new SqliteSessionStore(target)) {
            assertEquals(List.of(1L), seqs(copy, "other"));
            assertFalse(copy.exists("broken") || copy.exists("swapped") || copy.exists("aside"));
        }
    }

    @Test
    @DisplayName("is not begun in a folder that holds anything, nor of one that is no data folder, and ends with 2")
    void refused() throws IOException {
        create("abc");
        assertEquals(Backup.NOT_BEGUN, Backup.run(new String[] {data.toString()}, out()));
        assertEquals(Backup.NOT_BEGUN, Backup.run(new String[] {folder.resolve("none").toString(), target.toString()}, out()));
        assertEquals(Backup.NOT_BEGUN, Backup.run(new String[] {data.toString(), data.toString()}, out()));
        Files.createDirectory(target);
        Path file = Files.createFile(target.resolve("file"));
        assertEquals(Backup.NOT_BEGUN, backUp());
        assertTrue(said().endsWith("the folder " + target + " is not empty."), said());
        Files.delete(file);
        assertEquals(0, backUp());
    }

    private int backUp() {
        return Backup.run(new String[] {data.toString(), target.toString()}, out());
    }

    private PrintStream out() {
        return new PrintStream(said, true, StandardCharsets.UTF_8);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8).trim();
    }

    private static List<Long> seqs(SqliteSessionStore store, String id) {
        try (SessionLog log = store.open(id)) {
            log.begin();
            List<Long> seqs = log.events().after(0, 10).stream().map(Event::seq).toList();
            log.commit();
            return seqs;
        }
    }

    private static String epoch(SqliteSessionStore store, String id) {
        try (SessionLog log = store.open(id)) {
            log.begin();
            String epoch = log.meta().find("berth.epoch").orElseThrow().text();
            log.commit();
            return epoch;
        }
    }

    private void create(String id) {
        Session session = Session.begin(new NewSession(id, "u", "acme", "rocket", null, Mode.BUILD, null), 7);
        assertTrue(store.create(id, Identity.metaOf(session, null), Identity.birth(session)));
    }
}
