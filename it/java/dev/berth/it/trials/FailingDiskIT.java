package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.SessionStore;
import dev.berth.store.SqliteSessionStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that fails under a program that writes: the kernel takes no more writes to it. The long run:
 * {@code mvn test-compile failsafe:integration-test@trials failsafe:verify@verify -Dit.test=FailingDiskIT -Dberth.it.trials.rounds=50}.
 */
@DisplayName("Sessions whose disk fails while they are awake")
class FailingDiskIT {

    private static final int ROUNDS = Trial.count("rounds", 3);
    private static final int MILLIS_BEFORE_MAX = 300;
    private static final int MILLIS_AFTER = 300;

    @TempDir
    private Path folder;
    private final Random random = Trial.random(FailingDiskIT.class);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private int acknowledgements;
    private int refusals;
    private volatile boolean alive;

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    @DisplayName("refuse every write with a sentence, do not end their program, and have all after the repair and a restart (P1)")
    void fails() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            round(Files.createDirectory(folder.resolve("r" + round)));
        }
        Trial.say(FailingDiskIT.class, ROUNDS + " disks that failed, " + acknowledgements + " acknowledgements, " + refusals
                + " refusals, 0 violations");
    }

    private void round(Path place) throws Exception {
        Path data = place.resolve("data");
        Told told = new Told(false);
        try (Disk disk = Disk.mount(place.resolve("disk.img"), data.resolve("sessions"))) {
            live(disk, data, told);
            disk.repair();
            try (SessionStore store = new SqliteSessionStore(data)) {
                Trial.requireNone(told.violations(store));
            }
            assertFalse(told.refusals().isEmpty(), "nothing was written after it had failed");
            assertArrayEquals(new String[0], data.resolve("quarantine").toFile().list(), "a session was set aside");
        }
        acknowledgements += told.acknowledgements();
        refusals += told.refusals().size();
    }

    private void live(Disk disk, Path data, Told told) throws IOException {
        AtomicBoolean begun = new AtomicBoolean();
        alive = false;
        try (Program program = Program.start(List.of(), data.resolve("program.log"), new QuickStart(data).options(), Writers.class, data, "l",
                random.nextLong())) {
            program.say("\n");
            told.readAll(program.lines(), word -> {
                if (word.equals("acknowledged") && !begun.getAndSet(true)) {
                    timer.schedule(() -> fail(disk, program), random.nextInt(MILLIS_BEFORE_MAX), TimeUnit.MILLISECONDS);
                }
            });
        }
        assertTrue(alive, () -> "the program has ended:\n" + log(data));
        assertEquals(List.of(), told.refusals().stream().filter(why -> why.contains("set aside") || why.contains("replaced")).toList());
    }

    private void fail(Disk disk, Program program) {
        // Of a sync that is under way when it fails, the kernel says that it went well, also to a program that does nothing else.
        program.pause();
        disk.fail(random.nextBoolean());
        program.goOn();
        timer.schedule(() -> end(program), MILLIS_AFTER, TimeUnit.MILLISECONDS);
    }

    private void end(Program program) {
        alive = program.isAlive();
        program.kill();
    }

    private static String log(Path data) {
        try {
            return Files.readString(data.resolve("program.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
