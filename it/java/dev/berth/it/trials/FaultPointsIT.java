package dev.berth.it.trials;

import dev.berth.agent.echo.EchoAgent;
import dev.berth.it.Tools;
import dev.berth.it.trials.History.Entry;
import dev.berth.live.House;
import dev.berth.session.Message;
import dev.berth.session.Mode;
import dev.berth.session.NewSession;
import dev.berth.session.NewMessage;
import dev.berth.session.Role;
import dev.berth.store.OldFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Has the n-th sync, write, truncate, rename, link or unlink fail, or kill the program, while it creates, appends, answers, sleeps,
 * migrates or deletes. The build takes a sample; every n to 200: {@code mvn test-compile failsafe:integration-test@trials
 * failsafe:verify@verify -Dit.test=FaultPointsIT -Dberth.it.trials.everyPoint=200}. One point again:
 * {@code -Dberth.it.trials.point="APPEND fdatasync EIO 17"}.
 */
@DisplayName("Sessions whose n-th system call goes wrong")
class FaultPointsIT {

    private static final int POINTS = Trial.count("points", 24);
    private static final int EVERY = Trial.count("everyPoint", 0);
    private static final int SAMPLED_MAX = 24;

    private enum Outcome { NOT_REACHED, KILLED, WENT_ON, DID_NOT_START }

    @TempDir
    private Path folders;
    private final Random random = Trial.random(FaultPointsIT.class);
    private final Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    private final List<String> violations = new ArrayList<>();
    private final Map<String, Entry> liesReady = new HashMap<>();
    private Path ready;
    private QuickStart quickly;
    private int acknowledgements;
    private int refusals;

    @BeforeEach
    void prepare() throws IOException, SQLException {
        Tools.require("strace");
        ready = Files.createDirectory(folders.resolve("ready"));
        makeReady(Math.max(EVERY, SAMPLED_MAX));
        Path learning = folders.resolve("learning");
        Folders.copy(ready, learning, file -> true);
        quickly = new QuickStart(folders).learn(Steps.class, "", learning, Steps.Kind.ANSWER, 3);
    }

    @Test
    @DisplayName("lose nothing acknowledged, acknowledge nothing unsynced, hurt no other, and work again without a restart (P1, P6)")
    void faults() throws Exception {
        String one = System.getProperty("berth.it.trials.point");
        if (one != null) {
            String[] words = one.split(" ");
            point(Steps.Kind.valueOf(words[0]), new Fault(words[1], Fault.Kind.valueOf(words[2]), Integer.parseInt(words[3])));
        } else if (EVERY > 0) {
            everyPoint();
        } else {
            sample();
        }
        Trial.say(FaultPointsIT.class, outcomes + ", " + acknowledgements + " acknowledgements, " + refusals + " refusals, "
                + violations.size() + " violations");
        Trial.requireNone(violations);
    }

    /** Goes on until so many points were reached; those that a thread has not as many calls for do not count. */
    private void sample() throws Exception {
        for (int done = 0; done < POINTS; ) {
            Steps.Kind kind = Steps.Kind.values()[done % Steps.Kind.values().length];
            String call = kind.calls.get(random.nextInt(kind.calls.size()));
            Fault.Kind what = Fault.Kind.values()[random.nextInt(Fault.Kind.values().length)];
            done += point(kind, new Fault(call, what, 1 + random.nextInt(random.nextBoolean() ? SAMPLED_MAX : 5))) ? 1 : 0;
        }
    }

    private void everyPoint() throws Exception {
        for (Steps.Kind kind : Steps.Kind.values()) {
            for (String call : kind.calls) {
                for (Fault.Kind what : Fault.Kind.values()) {
                    everyPoint(kind, call, what);
                }
            }
        }
    }

    private void everyPoint(Steps.Kind kind, String call, Fault.Kind what) throws Exception {
        for (int at = 1; at <= EVERY && point(kind, new Fault(call, what, at)); at++) {
            if (at % 50 == 0) {
                Trial.say(FaultPointsIT.class, kind + " " + call + " " + what + " to " + at + ": " + outcomes + ", " + violations.size()
                        + " violations");
            }
        }
    }

    /** @return whether the fault came about */
    private boolean point(Steps.Kind kind, Fault fault) throws Exception {
        Path data = folders.resolve("data");
        Path trace = folders.resolve("trace");
        int steps = 5 + fault.at();
        List<String> needed = needed(kind, steps);
        Folders.copy(ready, data, file -> !file.toString().endsWith(".db") || file.endsWith("catalogue.db")
                || needed.stream().anyMatch(id -> file.endsWith(id + ".db")));
        Files.deleteIfExists(trace);
        Told told = new Told(true);
        needed.forEach(id -> isKnown(id, told));
        int exit;
        try (Program program = Program.start(fault.tracer(trace), folders.resolve("program.log"), quickly.options(), Steps.class, data,
                kind, steps)) {
            told.readAll(program.lines(), word -> { });
            exit = program.awaitEnd();
        }
        SyncLog syncs = new SyncLog(trace);
        String name = kind + " " + fault.call() + " " + fault.kind() + " " + fault.at();
        Outcome outcome = outcome(fault, syncs, told, exit);
        outcomes.merge(outcome, 1, Integer::sum);
        acknowledgements += told.acknowledgements();
        refusals += told.refusals().size();
        judge(data, told, syncs, outcome).forEach(sentence -> violations.add(name + ": " + sentence + " | " + syncs.where() + " | "
                + told.refusals()));
        Folders.remove(data);
        return outcome != Outcome.NOT_REACHED;
    }

    private static Outcome outcome(Fault fault, SyncLog syncs, Told told, int exit) {
        if (!syncs.isHit()) {
            return Outcome.NOT_REACHED;
        }
        if (fault.kind() == Fault.Kind.KILLED) {
            return Outcome.KILLED;
        }
        return exit != 0 && told.acknowledgements() == 0 ? Outcome.DID_NOT_START : Outcome.WENT_ON;
    }

    private static List<String> judge(Path data, Told told, SyncLog syncs, Outcome outcome) throws Exception {
        List<String> found = new ArrayList<>(syncs.toldAfterFailedSync());
        if (outcome != Outcome.KILLED && outcome != Outcome.DID_NOT_START) {
            told.histories().forEach((id, history) -> history.unanswered().forEach(key -> found.add(id + " never took " + key)));
        }
        try (House house = house(data)) {
            writeOnceMore(house, told);
            found.addAll(told.violations(house.store));
        }
        return found;
    }

    /** After the restart, every session that is there takes another write. */
    private static void writeOnceMore(House house, Told told) {
        told.histories().forEach((id, history) -> {
            if (house.sessions.exists(id)) {
                history.sent("once more");
                Entry entry = write(house, id, "once more");
                history.acknowledged("once more", entry.seq(), entry.nonce());
            }
        });
    }

    /** What lies ready before each point: sessions that were closed in order, some of each older version. */
    private void makeReady(int count) throws IOException, SQLException {
        try (House house = house(ready)) {
            for (String id : List.of(Steps.VICTIM, Steps.OTHER)) {
                create(house, id);
            }
            for (int i = 0; i < count + 5; i++) {
                create(house, Steps.Kind.MIGRATE.session(i));
                create(house, Steps.Kind.DELETE.session(i));
            }
        }
        for (int i = 0; i < count + 5; i++) {
            OldFile.become(SessionFile.of(ready, Steps.Kind.MIGRATE.session(i)).path(),
                    OldFile.versions().get(i % OldFile.versions().size()));
        }
    }

    private void create(House house, String id) {
        House.await(house.sessions.create(new NewSession(id, "u", "acme", "rocket", null, Mode.BUILD, null)));
        liesReady.put(id, write(house, id, "ready"));
    }

    private static Entry write(House house, String id, String key) {
        Message stored = house.ask(id, open -> open.messages().append(new NewMessage(Role.USER, key, null, null, key)));
        return Entries.of(stored);
    }

    private void isKnown(String id, Told told) {
        Entry entry = liesReady.get(id);
        told.history(id).sent(entry.key());
        told.history(id).acknowledged(entry.key(), entry.seq(), entry.nonce());
    }

    /** The sessions that a kind of step needs to lie ready. */
    private static List<String> needed(Steps.Kind kind, int steps) {
        Stream<String> own = kind == Steps.Kind.MIGRATE || kind == Steps.Kind.DELETE
                ? IntStream.range(0, steps).mapToObj(kind::session) : Stream.empty();
        return Stream.concat(Stream.of(Steps.VICTIM, Steps.OTHER), own).toList();
    }

    private static House house(Path data) {
        return new House(data, new EchoAgent(Duration.ZERO, Executors.newSingleThreadScheduledExecutor()));
    }
}
