package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.agent.echo.EchoAgent;
import dev.berth.it.trials.History.Entry;
import dev.berth.live.CloseReason;
import dev.berth.live.Follow;
import dev.berth.live.Frame;
import dev.berth.live.House;
import dev.berth.live.Outlet;
import dev.berth.live.Viewer;
import dev.berth.session.Cursor;
import dev.berth.session.Message;
import dev.berth.session.MessagePage;
import dev.berth.session.Mode;
import dev.berth.session.NewMessage;
import dev.berth.session.NewSession;
import dev.berth.session.Refusal;
import dev.berth.session.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is really full, or really read-only, again and again under one running Berth. The long run:
 * {@code mvn test-compile failsafe:integration-test@trials failsafe:verify@verify -Dit.test=DiskIT -Dberth.it.trials.rounds=50}.
 */
@DisplayName("Sessions whose disk")
class DiskIT {

    private static final int ROUNDS = Trial.count("rounds", 3);
    private static final List<String> IDS = List.of("one", "two", "three");
    private static final int REFUSED_IN_A_ROW = 5;
    private static final int WRITES_MAX = 5_000;

    @TempDir
    private Path folder;
    private final Map<String, History> histories = new ConcurrentSkipListMap<>();
    private final AtomicInteger keys = new AtomicInteger();
    private Disk disk;
    private House house;
    private int refusals;
    private Warnings warnings;

    @BeforeEach
    void mount() throws IOException {
        warnings = Warnings.listen();
        disk = Disk.mount(folder.resolve("disk.img"), folder.resolve("data").resolve("sessions"));
        // The catalogue and the lock lie beside it: a disk with an open file cannot be made read-only.
        house = newHouse();
        IDS.forEach(this::create);
    }

    @AfterEach
    void unmount() {
        if (house != null) {
            house.close();
        }
        warnings.close();
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    @DisplayName("is full acknowledge no write, still show all they have, and go on when there is room, without a restart (P1)")
    void full() throws IOException {
        Watcher watcher = new Watcher("one");
        for (int round = 0; round < ROUNDS; round++) {
            IDS.forEach(id -> write(id, true));
            disk.fill();
            IDS.forEach(this::writeUntilRefused);
            assertThrows(Refusal.class, () -> create("created" + keys.get()));
            IDS.forEach(this::requireReadable);
            disk.free();
            IDS.forEach(id -> write(id, true));
            create("later" + round);
        }
        watcher.requireSawTo(house.ask("one", open -> Long.valueOf(open.events().last())));
        assertEquals(List.of(), warnings.containing("could not be closed in order"));
        judge("full");
    }

    @Test
    @DisplayName("is read-only while they sleep refuse every write with a sentence, and go on when it is writable, without a restart (P1)")
    void readOnly() {
        for (int round = 0; round < ROUNDS; round++) {
            IDS.forEach(id -> write(id, true));
            histories.keySet().forEach(this::sleep);
            disk.readOnly();
            IDS.forEach(id -> assertFalse(write(id, false)));
            assertThrows(Refusal.class, () -> create("created" + keys.get()));
            disk.writable();
            IDS.forEach(id -> write(id, true));
        }
        judge("read-only");
    }

    @Test
    @DisplayName("becomes read-only while they are awake refuse every write with a sentence, and have all after the repair and "
            + "a restart (P1)")
    void readOnlyAwake() {
        int read = 0;
        for (int round = 0; round < ROUNDS; round++) {
            IDS.forEach(id -> write(id, true));
            disk.fail(round % 2 == 0);
            for (int i = 0; i < REFUSED_IN_A_ROW; i++) {
                IDS.forEach(id -> assertFalse(write(id, false)));
            }
            assertThrows(Refusal.class, () -> create("created" + keys.get()));
            read += IDS.stream().filter(this::isReadable).count();
            house.close();
            disk.repair();
            house = newHouse();
            IDS.forEach(id -> write(id, true));
        }
        Trial.say(DiskIT.class, "read-only under sessions that were awake: " + read + " of " + ROUNDS * IDS.size() + " could be read");
        judge("read-only while awake");
    }

    private boolean isReadable(String id) {
        try {
            return !house.ask(id, open -> open.page(MessagePage.newest(10))).isEmpty();
        } catch (Refusal e) {
            assertEquals(Refusal.Code.UNAVAILABLE, e.code(), e.getMessage());
            return false;
        }
    }

    private House newHouse() {
        return new House(folder.resolve("data"), new EchoAgent(Duration.ZERO, Executors.newSingleThreadScheduledExecutor()));
    }

    private void judge(String what) {
        histories.forEach((id, history) -> Entries.dump(house.store, id, history));
        int acknowledgements = histories.values().stream().mapToInt(History::acknowledgements).sum();
        List<String> violations = histories.values().stream().flatMap(history -> history.violations().stream()).toList();
        Trial.say(DiskIT.class, ROUNDS + " rounds of a disk that is " + what + " (" + disk.kind() + "), " + acknowledgements
                + " acknowledgements, " + refusals + " refusals, " + violations.size() + " violations");
        Trial.requireNone(violations);
    }

    private void create(String id) {
        House.await(house.sessions.create(new NewSession(id, "u", "acme", "rocket", null, Mode.BUILD, null)));
        histories.put(id, History.complete());
    }

    /** Sleeps when its file is closed, which SQLite shows by taking the log away. */
    private void sleep(String id) {
        house.sleep(id);
        House.until(() -> !Files.exists(SessionFile.of(folder.resolve("data"), id).wal()));
    }

    /** The files have some room of their own, so the first writes may still go well. */
    private void writeUntilRefused(String id) {
        int inARow = 0;
        for (int i = 0; i < WRITES_MAX && inARow < REFUSED_IN_A_ROW; i++) {
            inARow = write(id, false) ? 0 : inARow + 1;
        }
        assertEquals(REFUSED_IN_A_ROW, inARow, "the disk is full, but " + id + " takes everything");
    }

    /** @param must whether it may not be refused @return whether it was acknowledged */
    private boolean write(String id, boolean must) {
        String key = "k" + keys.incrementAndGet();
        histories.get(id).sent(key);
        try {
            Message stored = house.ask(id, open -> open.messages()
                    .append(new NewMessage(Role.USER, (key + ' ').repeat(800), null, null, key)));
            Entry entry = Entries.of(stored);
            histories.get(id).acknowledged(key, entry.seq(), entry.nonce());
            return true;
        } catch (Refusal e) {
            assertFalse(must, () -> id + " was refused: " + e.getMessage());
            assertEquals(Refusal.Code.UNAVAILABLE, e.code(), e.getMessage());
            assertTrue(!e.getMessage().contains("set aside"), e.getMessage());
            refusals++;
            return false;
        }
    }

    private void requireReadable(String id) {
        try {
            List<Message> page = house.ask(id, open -> open.page(MessagePage.newest(10)));
            assertFalse(page.isEmpty());
        } catch (Refusal e) {
            throw new AssertionError(id + " cannot be read while the disk is full: " + e.getMessage());
        }
    }

    /** Follows from the beginning, and stays. */
    private final class Watcher implements Outlet {

        private final String session;
        private volatile CloseReason closed;

        Watcher(String session) {
            this.session = session;
            histories.get(session).connected("watcher", "watcher", 0);
            House.await(house.sessions.with(session, live -> live.follow(Follow.all(this, Viewer.named("u"), new Cursor(null, 0)))));
        }

        @Override
        public void send(List<Frame> frames, Consumer<Throwable> done) {
            frames.stream().filter(frame -> frame.seq() > 0 && !frame.type().equals("place")).map(Entries::of)
                    .forEach(entry -> histories.get(session).seen("watcher", entry.seq(), entry.nonce(), entry.key()));
            done.accept(null);
        }

        @Override
        public void close(CloseReason reason) {
            closed = reason;
        }

        void requireSawTo(long seq) {
            House.until(() -> histories.get(session).reached("watcher") >= seq || closed != null);
            assertNull(closed, "a connection was cut off because the disk was full");
        }
    }
}
