package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.agent.echo.EchoAgent;
import dev.berth.it.trials.History.Entry;
import dev.berth.live.House;
import dev.berth.session.Message;
import dev.berth.session.Mode;
import dev.berth.session.NewMessage;
import dev.berth.session.NewSession;
import dev.berth.session.Refusal;
import dev.berth.session.Role;
import dev.berth.session.SessionStore;
import dev.berth.session.StorageFailure;
import dev.berth.store.SqliteSessionStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * T8. A crash leaves a session's file and a write-ahead log of which any part at the end is missing. The log is cut at every 512
 * bytes, with the index beside it gone, stale or spoilt in turn. All of it is in the build: it takes seconds.
 */
@DisplayName("A session whose write-ahead log")
class TornLogIT {

    private static final String ID = "victim";
    private static final int STEP = 512;
    private static final int LOG_BYTES_MIN = 256 << 10;
    private static final int BEFORE = 20;

    /** What becomes of the index of the log, which SQLite can always make again. */
    private enum Index { MISSING, STALE, OF_AN_OLDER_LOG, SPOILT }

    @TempDir
    private Path folder;
    private final Random random = Seed.random(getClass());
    /** What was acknowledged when the log had come to a length; what was in the file itself has none. */
    private final Map<Long, Entry> acknowledgements = new TreeMap<>();
    private final List<Entry> inTheFile = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private Path ready;
    private Path closed;
    private Path older;

    /** A file with some messages, and a log with more, as they lie on the disk while the session is awake. */
    @BeforeEach
    void prepare() throws IOException {
        Path data = Files.createDirectory(folder.resolve("making"));
        ready = folder.resolve("ready");
        older = folder.resolve("older");
        closed = folder.resolve("closed");
        SessionFile file = SessionFile.of(data, ID);
        try (House house = new House(data, new EchoAgent(Duration.ZERO, Executors.newSingleThreadScheduledExecutor()))) {
            House.await(house.sessions.create(new NewSession(ID, "u", "acme", "rocket", null, Mode.BUILD, null)));
            for (int i = 0; i < BEFORE; i++) {
                inTheFile.add(write(house, "before " + i));
            }
            house.sleep(ID);
            House.until(() -> !Files.exists(file.wal()));
            for (int i = 0; i == 0 || Files.size(file.wal()) < LOG_BYTES_MIN; i++) {
                Entry entry = write(house, "in the log " + i);
                acknowledgements.put(Files.size(file.wal()), entry);
                if (i == 0) {
                    Folders.copy(data.resolve("sessions"), older, each -> true);
                }
            }
            Folders.copy(data.resolve("sessions"), ready, each -> true);
        }
        Folders.copy(data.resolve("sessions"), closed, each -> true);
    }

    @Test
    @DisplayName("was cut anywhere holds all that was acknowledged before the cut, in order, and nothing else (P1, P2)")
    void cut() throws Exception {
        long length = Files.size(log(ready));
        Map<Integer, Integer> prefixes = new TreeMap<>();
        int cuts = 0;
        for (long at = 0; at <= length; at += STEP) {
            cut(at, Index.values()[cuts % Index.values().length], prefixes);
            cuts++;
        }
        Trial.say(TornLogIT.class, cuts + " cuts of " + length + " bytes, " + prefixes.size() + " different prefixes, " + violations.size()
                + " violations");
        Trial.requireNone(violations);
        assertTrue(prefixes.size() > acknowledgements.size() / 2, "the cuts made no difference: " + prefixes);
    }

    @Test
    @DisplayName("is one of an earlier day, beside a file that was closed since, is set aside or shows an earlier state, "
            + "never another one (P5)")
    void olderLog() throws Exception {
        Path data = place(closed);
        Files.copy(log(ready), SessionFile.of(data, ID).wal());
        judgeOlder("the whole log", data);
        data = place(closed);
        Files.copy(log(older), SessionFile.of(data, ID).wal());
        judgeOlder("the log of an earlier moment", data);
        Trial.requireNone(violations);
    }

    private void cut(long at, Index index, Map<Integer, Integer> prefixes) throws Exception {
        Path data = place(ready);
        SessionFile victim = SessionFile.of(data, ID);
        try (RandomAccessFile log = new RandomAccessFile(victim.wal().toFile(), "rw")) {
            log.setLength(at);
        }
        spoil(index, victim.shm());
        History history = History.complete();
        inTheFile.forEach(entry -> knows(history, entry));
        acknowledgements.forEach((length, entry) -> {
            history.sent(entry.key());
            if (length <= at) {
                knows(history, entry);
            }
        });
        prefixes.merge(judge("cut at " + at + " with the index " + index, data, history), 1, Integer::sum);
    }

    /** @return how many messages are there */
    private int judge(String what, Path data, History history) throws Exception {
        int found = 0;
        try (SessionStore store = new SqliteSessionStore(data)) {
            Entries.dump(store, ID, history);
            history.violations().forEach(sentence -> violations.add(what + ": " + sentence));
            found = history.stored().size();
        } catch (Refusal | StorageFailure e) {
            violations.add(what + ": it cannot be opened: " + e.getMessage());
        }
        Folders.remove(data);
        return found;
    }

    /** What was acknowledged later than the log may be gone: nobody can tell from the two files that they are of different days. */
    private void judgeOlder(String what, Path data) throws Exception {
        History history = History.complete();
        inTheFile.forEach(entry -> knows(history, entry));
        acknowledgements.values().forEach(entry -> history.sent(entry.key()));
        String outcome;
        try (SessionStore store = new SqliteSessionStore(data)) {
            Entries.dump(store, ID, history);
            history.violations().forEach(sentence -> violations.add(what + ": " + sentence));
            outcome = history.stored().size() + " of " + (inTheFile.size() + acknowledgements.size() + 1) + " entries";
        } catch (StorageFailure e) {
            outcome = "set aside: " + e.getMessage();
            assertEquals(StorageFailure.Kind.DAMAGED, e.kind());
        }
        Trial.say(TornLogIT.class, what + " beside a newer file: " + outcome);
        Folders.remove(data);
    }

    private void spoil(Index index, Path file) throws IOException {
        switch (index) {
            case MISSING -> Files.delete(file);
            case STALE -> { }
            case OF_AN_OLDER_LOG -> Files.write(file, Files.readAllBytes(older.resolve(ready.relativize(index(ready)))));
            case SPOILT -> {
                byte[] noise = new byte[(int) Files.size(file)];
                random.nextBytes(noise);
                Files.write(file, noise);
            }
        }
    }

    private Path place(Path sessions) throws IOException {
        Path data = folder.resolve("data");
        Folders.copy(sessions, Files.createDirectories(data).resolve("sessions"), each -> true);
        return data;
    }

    private static void knows(History history, Entry entry) {
        history.sent(entry.key());
        history.acknowledged(entry.key(), entry.seq(), entry.nonce());
    }

    private static Entry write(House house, String key) {
        Message stored = house.ask(ID, open -> open.messages().append(new NewMessage(Role.USER, (key + ' ').repeat(80), null, null, key)));
        return Entries.of(stored);
    }

    private static Path log(Path sessions) {
        return sessions.resolve(ID.substring(0, 2)).resolve(ID + ".db-wal");
    }

    private static Path index(Path sessions) {
        return sessions.resolve(ID.substring(0, 2)).resolve(ID + ".db-shm");
    }
}
