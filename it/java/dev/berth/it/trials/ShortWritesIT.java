package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.Await;
import dev.berth.it.Tools;
import dev.berth.session.SessionStore;
import dev.berth.store.SqliteSessionStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * T4. Takes from a running program the right to make files longer than some odd number of bytes, for a moment, again and again: a
 * write across that place comes back short, the next one fails. The long run: {@code mvn test-compile
 * failsafe:integration-test@trials failsafe:verify@verify -Dit.test=ShortWritesIT -Dberth.it.trials.limits=500}.
 */
@DisplayName("Sessions whose writes come back short")
class ShortWritesIT {

    private static final int LIMITS = Trial.count("limits", 20);
    /** After so many limits the program is killed and its files are judged. */
    private static final int LIMITS_A_FOLDER = 20;
    private static final int BYTES_MIN = 20_001;
    private static final int BYTES_MAX = 1 << 20;
    private static final long MILLIS = 150;

    @TempDir
    private Path folders;
    private final Random random = Seed.random(ShortWritesIT.class);
    private QuickStart quickly;
    private int acknowledgements;
    private int refusals;

    @BeforeEach
    void prepare() throws IOException {
        Tools.require("prlimit");
        Path learning = Files.createDirectory(folders.resolve("learning"));
        quickly = new QuickStart(folders).learn(Writers.class, "\n", learning, "l", 1);
    }

    @Test
    @DisplayName("lose nothing acknowledged, have nothing twice and no hole, and go on without a restart (P1, P2)")
    void limited() throws Exception {
        for (int done = 0; done < LIMITS; done += LIMITS_A_FOLDER) {
            folder(Files.createDirectory(folders.resolve("d" + done)), Math.min(LIMITS_A_FOLDER, LIMITS - done));
            Trial.say(ShortWritesIT.class, Math.min(LIMITS, done + LIMITS_A_FOLDER) + " limits, " + acknowledgements + " acknowledgements, "
                    + refusals + " refusals, 0 violations");
        }
        assertTrue(refusals > LIMITS, "nothing was refused, so nothing came back short");
    }

    private void folder(Path data, int limits) throws Exception {
        Told told = new Told(false);
        AtomicInteger acknowledged = new AtomicInteger();
        try (Program program = Program.start(List.of(), data.resolve("program.log"), quickly.options(), Writers.class, data, "l",
                random.nextLong())) {
            program.say("\n");
            Thread listening = listen(program, told, acknowledged);
            for (int i = 0; i < limits; i++) {
                awaitMore(acknowledged, program);
                program.limitFiles(Integer.toString((BYTES_MIN + random.nextInt(BYTES_MAX - BYTES_MIN)) | 1));
                TimeUnit.MILLISECONDS.sleep(MILLIS);
                program.limitFiles("unlimited");
            }
            awaitMore(acknowledged, program);
            program.kill();
            listening.join();
        }
        try (SessionStore store = new SqliteSessionStore(data)) {
            Trial.requireNone(told.violations(store));
        }
        acknowledgements += told.acknowledgements();
        refusals += told.refusals().size();
    }

    private static Thread listen(Program program, Told told, AtomicInteger acknowledged) {
        Thread thread = new Thread(() -> {
            try {
                told.readAll(program.lines(), word -> {
                    if (word.equals("acknowledged")) {
                        acknowledged.incrementAndGet();
                    }
                });
            } catch (IOException e) {
                // It was killed, and has told what it had to tell.
            }
        });
        thread.start();
        return thread;
    }

    /** Each of the writers has come through again, more or less. */
    private static void awaitMore(AtomicInteger acknowledged, Program program) {
        int wanted = acknowledged.get() + 50;
        Await.until("writes that go well again", () -> acknowledged.get() >= wanted || !program.isAlive());
        assertTrue(program.isAlive(), "the program has ended");
    }
}
