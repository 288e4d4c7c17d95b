package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.agent.echo.EchoAgent;
import dev.berth.live.House;
import dev.berth.live.OpenSession;
import dev.berth.session.Event;
import dev.berth.session.Message;
import dev.berth.session.MessagePage;
import dev.berth.session.Mode;
import dev.berth.session.NewMessage;
import dev.berth.session.NewSession;
import dev.berth.session.Refusal;
import dev.berth.session.Role;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damages the file of a sleeping session in every way we could think of, under one running Berth, and looks at what comes of it. The
 * long run: {@code mvn test-compile failsafe:integration-test@trials failsafe:verify@verify -Dit.test=MutationsIT
 * -Dberth.it.trials.mutations=2000}.
 */
@DisplayName("A session whose file was damaged")
class MutationsIT {

    private static final int MUTATIONS = Trial.count("mutations", 200);
    private static final String VICTIM = "victim";
    private static final String FOREIGN = "foreign";
    private static final String OTHER = "other";
    private static final int MESSAGES = 60;

    private enum Outcome { REFUSED, AS_BEFORE, OLDER, WRONG_UNSEEN, VIOLATION }

    @TempDir
    private Path folder;
    private final Random random = Trial.random(MutationsIT.class);
    private final Map<Mutation, Map<Outcome, Integer>> outcomes = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();
    /** How long the victim's log was when each event had been acknowledged; nothing for those in the file itself. */
    private final Map<Long, Long> logLengths = new HashMap<>();
    private List<String> truth;
    /** What was wrong with the latest. */
    private String problem = "";
    private House house;
    private Warnings warnings;

    @BeforeEach
    void prepare() throws IOException {
        warnings = Warnings.listen();
        makeReady(folder.resolve("ready"));
        house = house(folder.resolve("data"));
        create(house, OTHER);
    }

    @AfterEach
    void stop() {
        house.close();
        warnings.close();
    }

    @Test
    @DisplayName("is refused with its reason and kept, or opens with what it held; all others are untouched, and Berth goes on (P5, P6)")
    void mutated() throws Exception {
        for (int i = 0; i < MUTATIONS; i++) {
            Mutation mutation = Mutation.values()[i % Mutation.values().length];
            outcomes.computeIfAbsent(mutation, unused -> new TreeMap<>()).merge(mutate(mutation, i), 1, Integer::sum);
            write(house, OTHER, "untouched " + i);
        }
        outcomes.forEach((mutation, counts) -> Trial.say(MutationsIT.class, mutation + " " + counts));
        Trial.say(MutationsIT.class, MUTATIONS + " mutations, " + violations.size() + " violations");
        Trial.requireNone(violations);
        List<String> untouched = house.ask(OTHER, MutationsIT::content);
        assertTrue(untouched.size() > MUTATIONS, "the other session has lost something");
    }

    @Test
    @DisplayName("by another's in its place is refused, and so is the other: neither shows what is not its own")
    void swapped() throws Exception {
        assertEquals(Outcome.REFUSED, mutate(Mutation.SWAPPED, 0), problem);
    }

    @Test
    @DisplayName("by a cut inside its last page is refused, as seed 2 has found it not to be")
    void cutInsideTheLastPage() throws Exception {
        Folders.copy(folder.resolve("clean"), folder.resolve("data").resolve("sessions"), file -> true);
        SessionFile victim = SessionFile.of(folder.resolve("data"), VICTIM);
        try (RandomAccessFile bytes = new RandomAccessFile(victim.path().toFile(), "rw")) {
            bytes.setLength(bytes.length() - 100);
        }
        Refusal refusal = assertThrows(Refusal.class, () -> house.ask(VICTIM, MutationsIT::content));
        assertEquals(Outcome.REFUSED, judgeRefusal(Mutation.TRUNCATED, refusal, victim), problem);
    }

    private Outcome mutate(Mutation mutation, int number) throws Exception {
        Path data = folder.resolve("data");
        Folders.copy(folder.resolve(mutation.unclean ? "unclean" : "clean"), data.resolve("sessions"), file -> true);
        SessionFile victim = SessionFile.of(data, VICTIM);
        long soundLog = mutation.apply(random, victim, SessionFile.of(data, FOREIGN));
        boolean sqliteSees = sqliteSeesDamage(victim);
        boolean there = Files.exists(victim.path(), LinkOption.NOFOLLOW_LINKS);
        Outcome outcome;
        try {
            outcome = judge(mutation, house.ask(VICTIM, MutationsIT::content), soundLog, sqliteSees);
        } catch (Refusal e) {
            outcome = judgeRefusal(mutation, e, there ? victim : null);
        }
        if (outcome == Outcome.VIOLATION) {
            violations.add("number " + number + ", " + mutation + ": " + problem + (sqliteSees ? " (SQLite sees the damage)" : ""));
        }
        cleanUp(data);
        return outcome;
    }

    private Outcome judge(Mutation mutation, List<String> content, long soundLog, boolean sqliteSees) {
        if (content.equals(truth)) {
            return Outcome.AS_BEFORE;
        }
        boolean prefix = content.size() < truth.size() && content.equals(truth.subList(0, content.size()));
        if (prefix && mutation.isOfTheLog() && content.size() >= mustBeLeft(soundLog)) {
            return Outcome.OLDER;
        }
        problem = "it opened with " + content.size() + " events of " + truth.size()
                + (prefix ? ", a prefix" : ", which are not what was stored");
        return sqliteSees || prefix && mutation.isOfTheLog() || mutation == Mutation.SWAPPED
                ? Outcome.VIOLATION : Outcome.WRONG_UNSEEN;
    }

    /** How many events were acknowledged when the log was as long as its sound part is now. */
    private long mustBeLeft(long soundLog) {
        return truth.size() - logLengths.values().stream().filter(length -> length > soundLog).count();
    }

    private Outcome judgeRefusal(Mutation mutation, Refusal refusal, SessionFile kept) {
        boolean mayBeMissing = mutation == Mutation.LINK;
        boolean coded = refusal.code() == Refusal.Code.UNAVAILABLE || mayBeMissing && refusal.code() == Refusal.Code.NOT_FOUND;
        Path aside = folder.resolve("data").resolve("quarantine").resolve(VICTIM);
        boolean isKept = kept == null || Files.exists(kept.path(), LinkOption.NOFOLLOW_LINKS)
                || Files.exists(aside.resolve(VICTIM + ".db")) && Files.exists(aside.resolve("reason.txt"));
        boolean hasReason = !refusal.getMessage().contains("Something went wrong");
        problem = "it was refused with " + refusal.code() + " '" + refusal.getMessage() + "'" + (isKept ? "" : " and not kept");
        return coded && isKept && hasReason ? Outcome.REFUSED : Outcome.VIOLATION;
    }

    /** Asks SQLite alone, on a copy. */
    private boolean sqliteSeesDamage(SessionFile victim) throws IOException {
        Path copies = Files.createDirectories(folder.resolve("copy").resolve("sessions").resolve(VICTIM.substring(0, 2)));
        Folders.copy(victim.path().getParent(), copies,
                file -> Files.isRegularFile(file) && file.getFileName().toString().startsWith(VICTIM));
        try (Connection copy = SessionFile.of(folder.resolve("copy"), VICTIM).connect(); Statement s = copy.createStatement();
                var row = s.executeQuery("PRAGMA quick_check(1)")) {
            return !"ok".equals(row.getString(1));
        } catch (SQLException e) {
            return true;
        } finally {
            Folders.remove(folder.resolve("copy"));
        }
    }

    private void cleanUp(Path data) throws IOException {
        for (String id : List.of(VICTIM, FOREIGN)) {
            if (house.sessions.exists(id)) {
                House.await(house.sessions.delete(id, "u"));
            }
            assertTrue(!house.sessions.exists(id), id);
        }
        for (String id : List.of(VICTIM, FOREIGN)) {
            Folders.remove(SessionFile.of(data, id).path().getParent());
        }
    }

    private void makeReady(Path ready) throws IOException {
        try (House making = house(ready)) {
            for (String id : List.of(VICTIM, FOREIGN)) {
                create(making, id);
                for (int i = 0; i < MESSAGES / 2; i++) {
                    write(making, id, id + i);
                }
                making.sleep(id);
                House.until(() -> !Files.exists(SessionFile.of(ready, id).wal()));
            }
            for (int i = MESSAGES / 2; i < MESSAGES; i++) {
                write(making, FOREIGN, FOREIGN + i);
                Message stored = write(making, VICTIM, VICTIM + i);
                logLengths.put(stored.seq(), Files.size(SessionFile.of(ready, VICTIM).wal()));
            }
            truth = making.ask(VICTIM, MutationsIT::content);
            Folders.copy(ready.resolve("sessions"), folder.resolve("unclean"), file -> true);
        }
        Folders.copy(ready.resolve("sessions"), folder.resolve("clean"), file -> true);
    }

    /** All that a session shows, as one line for each event with the row it brought. */
    private static List<String> content(OpenSession open) {
        Map<Long, Message> messages = new HashMap<>();
        for (long after = 0; ; ) {
            List<Message> page = open.page(new MessagePage(MessagePage.LIMIT_MAX, null, Long.toString(after)));
            page.forEach(message -> messages.put(message.seq(), message));
            if (page.size() < MessagePage.LIMIT_MAX) {
                break;
            }
            after = page.get(page.size() - 1).seq();
        }
        List<Event> events = open.events().table().after(0, Integer.MAX_VALUE);
        return events.stream().map(event -> event + " " + messages.get(event.seq())).collect(Collectors.toList());
    }

    private static void create(House house, String id) {
        House.await(house.sessions.create(new NewSession(id, "u", "acme", "rocket", null, Mode.BUILD, null)));
    }

    private static Message write(House house, String id, String key) {
        return house.ask(id, open -> open.messages().append(new NewMessage(Role.USER, (key + ' ').repeat(150), null, null, key)));
    }

    private static House house(Path data) {
        return new House(data, new EchoAgent(Duration.ZERO, Executors.newSingleThreadScheduledExecutor()));
    }
}
