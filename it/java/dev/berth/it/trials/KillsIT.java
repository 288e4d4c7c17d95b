package dev.berth.it.trials;

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
 * Kills a program that writes, at a random moment after its first acknowledgement, and starts it again on the same folder. The long
 * run: {@code mvn test-compile failsafe:integration-test@trials failsafe:verify@verify -Dit.test=KillsIT -Dberth.it.trials.kills=5000}.
 */
@DisplayName("Sessions whose program is killed again and again")
class KillsIT {

    private static final int KILLS = Trial.count("kills", 100);
    /** After so many kills the files are judged and the next begins with none, so that a long run stays small. */
    private static final int KILLS_A_FOLDER = 50;
    private static final int MILLIS_MIN = 50;
    private static final int MILLIS_MAX = 500;

    @TempDir
    private Path folders;
    private QuickStart quickly;
    private final Random random = Trial.random(KillsIT.class);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private long acknowledgements;
    private long sightings;

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    @DisplayName("have lost nothing that anyone was told or shown, have nothing twice and no hole (P1, P2, P3)")
    void killed() throws IOException {
        Path learning = Files.createDirectory(folders.resolve("learning"));
        quickly = new QuickStart(folders).learn(Writers.class, "\n", learning, "l", 1);
        long began = System.nanoTime();
        for (int done = 0; done < KILLS; done += KILLS_A_FOLDER) {
            folder(Files.createDirectory(folders.resolve("d" + done)), Math.min(KILLS_A_FOLDER, KILLS - done));
            long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began));
            int kills = Math.min(KILLS, done + KILLS_A_FOLDER);
            Trial.say(KillsIT.class, kills + " kills, " + acknowledgements + " acknowledgements, " + sightings + " sightings, 0 violations, "
                    + kills * 60L / seconds + " kills a minute");
        }
    }

    private void folder(Path data, int kills) throws IOException {
        Told told = new Told(false);
        for (int life = 0; life < kills; life++) {
            live(data, told, life);
        }
        try (SessionStore store = new SqliteSessionStore(data)) {
            Trial.requireNone(told.violations(store));
        } catch (Exception e) {
            throw new IOException(e);
        }
        Trial.requireNone(told.refusals());
        assertTrue(told.acknowledgements() > kills && told.sightings() > kills, "nothing happened");
        acknowledgements += told.acknowledgements();
        sightings += told.sightings();
    }

    private void live(Path data, Told told, int life) throws IOException {
        int millis = MILLIS_MIN + random.nextInt(MILLIS_MAX - MILLIS_MIN);
        AtomicBoolean begun = new AtomicBoolean();
        try (Program program = Program.start(List.of(), data.resolve("program.log"), quickly.options(),
                Writers.class, data, "l" + life, random.nextLong())) {
            program.say(left(told));
            told.readAll(program.lines(), word -> {
                if (word.equals("acknowledged") && !begun.getAndSet(true)) {
                    timer.schedule(program::kill, millis, TimeUnit.MILLISECONDS);
                }
            });
        }
        assertTrue(begun.get(), () -> "The program ended before anything was acknowledged:\n" + log(data));
    }

    /** What the earlier lives left: writes without an answer, which are sent again, and the places of the readers. */
    private static String left(Told told) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Writers.SESSIONS; i++) {
            String session = Writers.session(i);
            History history = told.history(session);
            history.unanswered().forEach(key -> text.append("retry ").append(session).append(' ').append(key).append('\n'));
            for (String reader : List.of("steady", "jumpy")) {
                text.append("reader ").append(session).append(' ').append(reader).append(' ').append(history.reached(reader)).append('\n');
            }
        }
        return text.append('\n').toString();
    }

    private static String log(Path data) {
        try {
            return Files.readString(data.resolve("program.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
