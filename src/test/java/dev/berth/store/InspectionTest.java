package dev.berth.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.Event;
import dev.berth.session.SessionLog;
import dev.berth.session.Soundness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A look through a session's file")
class InspectionTest {

    private static final String ID = "abc";

    @TempDir
    private Path data;
    private Path file;
    private SqliteSessionStore store;

    @BeforeEach
    void open() throws SQLException {
        store = new SqliteSessionStore(data);
        FilledSession.create(store, data, ID);
        file = FilledSession.file(data, ID);
    }

    @AfterEach
    void close() {
        store.close();
    }

    static Stream<Integer> allVersions() {
        return IntStream.rangeClosed(1, Schema.VERSION).boxed();
    }

    @ParameterizedTest(name = "finds nothing wrong in a sound one of version {0}")
    @MethodSource("allVersions")
    void sound(int version) throws SQLException, IOException {
        OldFile.become(file, version);
        assertEquals(Soundness.SOUND, store.check(ID));
    }

    @Test
    @DisplayName("sees what is committed while it is open, and neither closes it nor holds it up")
    void whileOpen() {
        try (SessionLog log = store.open(ID)) {
            log.begin();
            log.events().insert(Event.of(FilledSession.MESSAGES + 5, "meta", null, 7, out -> { }));
            log.commit();
            log.begin();
            log.events().insert(new Event(FilledSession.MESSAGES + 6, "meta", null, "{}", 7));
            assertEquals(Soundness.SOUND, store.check(ID));
            log.commit();
            Soundness found = store.check(ID);
            assertEquals(List.of("events whose text is not theirs (1, the first is number " + (FilledSession.MESSAGES + 6) + ")"),
                    found.findings());
        }
        assertEquals(List.of(), store.unclean());
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(true, "never used", "PRAGMA writable_schema = ON", "DELETE FROM sqlite_schema WHERE name = 'idx_messages_created'"),
                fault(true, "the file is the one of session other", "UPDATE session_meta SET value = 'other' WHERE key = 'berth.id'"),
                fault(true, "berth.userId is missing", "DELETE FROM session_meta WHERE key = 'berth.userId'"),
                fault(true, "not a session of Berth", "PRAGMA application_id = 7"),
                fault(true, "tables are missing", "DROP TABLE turns"),
                fault(false, "does not begin with its first event (1, the first is number 2)", "DELETE FROM events WHERE seq = 1"),
                fault(false, "events whose text is not theirs (1, the first is number 999)", "UPDATE events SET seq = 999 WHERE seq = 301"),
                fault(false, "messages without the event that tells of them (1, the first is number 17)",
                        "DELETE FROM events WHERE seq = 17"),
                fault(false, "events whose text is not theirs (2, the first is number 8)",
                        "UPDATE events SET body = '{' WHERE seq IN (8, 9)"),
                fault(false, "tasks from after the latest event (1, the first is number 999)", "UPDATE tasks SET seq = 999"),
                fault(false, "turns that run beside another (1, the first is number 1)", "UPDATE turns SET state = 'running'"));
    }

    private static Arguments fault(boolean damaged, String finding, String... planting) {
        return Arguments.of(damaged, finding, planting);
    }

    @ParameterizedTest(name = "finds: {1}")
    @MethodSource("faults")
    void planted(boolean damaged, String finding, String[] planting) throws SQLException {
        FilledSession.execute(file, planting);
        Soundness found = store.check(ID);
        assertEquals(damaged, found.damaged(), found.toString());
        assertTrue(found.sentence().contains(finding), found.sentence());
    }

    @Test
    @DisplayName("finds what was overwritten and what was cut off, and says no more of it than people can read")
    void overwritten() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        byte[] bad = bytes.clone();
        for (int page = 1; page * 4_096 < bad.length; page++) {
            bad[page * 4_096] ^= 0x55;
        }
        Files.write(file, bad);
        requireDamaged();
        Files.write(file, Arrays.copyOf(bytes, 5_000));
        requireDamaged();
        Files.write(file, new byte[0]);
        requireDamaged();
    }

    private void requireDamaged() {
        Soundness found = store.check(ID);
        assertTrue(found.damaged() && !found.isSound());
        assertTrue(found.findings().size() <= Soundness.FINDINGS_MAX, found.toString());
        assertTrue(found.findings().stream().noneMatch(finding -> finding.contains(data.toString())), found.toString());
    }
}
