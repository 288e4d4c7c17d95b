package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.Await;
import dev.berth.it.Berth;
import dev.berth.it.DataFolder;
import dev.berth.it.OwnServer;
import dev.berth.it.Reply;
import dev.berth.it.Words;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * T14. {@code -Dberth.it.jumps=20} jumps as often as that, {@code -Dberth.it.seed=…} repeats a run. Needs libfaketime. Every fifth
 * jump is followed by a restart.
 */
@DisplayName("A server whose clock jumps by hours, by days, to 1970 and to 2038")
class ClockIT {

    private static final int JUMPS = Integer.getInteger("berth.it.jumps", 4);
    private static final int JUMPS_A_RESTART = 5;
    private static final int SESSIONS = 3;
    private static final long WRITER_PAUSE_MILLIS = 20;
    private static final int PAGE = 2;
    private static final String SAID = Words.of(60);
    private static final Pattern NEXT = Pattern.compile("<[^>]*/api([^>]*)>; rel=\"next\"");

    @TempDir
    private Path folder;
    private final Random random = Seed.random(getClass());
    private FakeTime time;
    private OwnServer server;
    private WireLoad load;
    private String untouched;
    private WireSession quiet;
    private List<WireReader> quietly;
    private final Map<String, Integer> cutOff = new TreeMap<>();

    /** Where the clock is set to. */
    private enum Jump {
        A_DAY_BACK, TO_2038, TO_1970, A_DAY_AHEAD, AN_HOUR_BACK, AN_HOUR_AHEAD, HOME;

        /** How far ahead of the true time, in seconds. */
        long ahead() {
            return switch (this) {
                case A_DAY_BACK -> -Duration.ofDays(1).toSeconds();
                case A_DAY_AHEAD -> Duration.ofDays(1).toSeconds();
                case AN_HOUR_BACK -> -Duration.ofHours(1).toSeconds();
                case AN_HOUR_AHEAD -> Duration.ofHours(1).toSeconds();
                case TO_1970 -> 100_000 - Instant.now().getEpochSecond();
                // Ten seconds before 32 bits are full.
                case TO_2038 -> Integer.MAX_VALUE - 10L - Instant.now().getEpochSecond();
                case HOME -> 0;
            };
        }
    }

    @BeforeEach
    void start() {
        time = FakeTime.require(folder);
        server = new OwnServer("berth.sessions.idle", "300ms", "berth.echo.pause", "10ms").environment(time.environment()).start();
        Berth berth = server.berth();
        untouched = berth.newSession();
        load = new WireLoad(berth, SESSIONS, WRITER_PAUSE_MILLIS);
        quiet = new WireSession(berth.newSession());
        quietly = List.of(new WireReader(quiet, WireReader.Way.SOCKET, "socket"), new WireReader(quiet, WireReader.Way.EVENTS, "events"));
        quietly.forEach(reader -> reader.come(berth));
        load.start(berth, SESSIONS);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            load.close();
            quietly.forEach(WireReader::close);
            server.close();
        }
    }

    @Test
    @DisplayName("keeps all in its order, loses and doubles nothing, lets sessions sleep and wake and turns end, and lists them "
            + "(P2, P3, P4, P7)")
    void jumps() throws Exception {
        for (int i = 0; i < JUMPS; i++) {
            if (i == 1) {
                quietly.forEach(WireReader::cut);
                quietly.forEach(reader -> reader.come(server.berth()));
            }
            Jump jump = i < Jump.values().length ? Jump.values()[i] : Jump.values()[random.nextInt(Jump.values().length)];
            round(jump, i);
            if (i % JUMPS_A_RESTART == JUMPS_A_RESTART - 1) {
                restart();
            }
        }
        Await.until("heartbeats", () -> {
            comeBackAll();
            return quietly.stream().allMatch(WireReader::hasHeartbeat);
        });
        judge();
    }

    private void round(Jump jump, int number) {
        Berth berth = server.berth();
        String turnId = berth.prompt(quiet.id(), SAID).getString("turnId");
        Await.until("the turn", () -> !berth.turn(quiet.id(), turnId).getString("state").equals("queued"));
        time.set(jump.ahead());
        load.awaitAcknowledged(10);
        assertEquals("completed", Await.until("the end of the turn", () -> berth.turn(quiet.id(), turnId).getString("state"),
                state -> !state.equals("running")));
        requireJumped(jump);
        awaitAsleep();
        quiet.store(berth, "woken " + number).expect(201);
        comeBackAll();
        requireListed(berth);
        awaitAsleep();
        System.out.println("ClockIT: " + jump + ", " + load.acknowledgements() + " acknowledgements, "
                + cutOff.values().stream().mapToInt(Integer::intValue).sum() + " connections cut off");
    }

    /** The trial would prove nothing if the server lived by the true time. */
    private void requireJumped(Jump jump) {
        long told = server.berth().session(quiet.id()).getJsonNumber("lastActivity").longValue();
        long wanted = Instant.now().getEpochSecond() + jump.ahead();
        assertTrue(Math.abs(told - wanted) < Duration.ofMinutes(10).toSeconds(), () -> jump + ", but the server's time is "
                + Instant.ofEpochSecond(told));
    }

    private void awaitAsleep() {
        Await.until("sleep", () -> DataFolder.of(server.data()).files(quiet.id() + ".db-wal").isEmpty());
    }

    /** Goes through the pages while writers write: who sleeps is there, and who was used longest ago comes last. */
    private void requireListed(Berth berth) {
        String user = berth.session(quiet.id()).getString("userId");
        List<String> ids = new ArrayList<>();
        for (String path = "/sessions?userId=" + user + "&limit=" + PAGE; path != null; ) {
            Reply page = berth.get(path).expect(200);
            page.array().getValuesAs(JsonObject.class).forEach(session -> ids.add(session.getString("id")));
            Matcher next = NEXT.matcher(page.header("Link"));
            path = next.find() ? next.group(1) : null;
        }
        assertTrue(ids.contains(quiet.id()), "the list lacks the session that sleeps");
        assertEquals(untouched, ids.get(ids.size() - 1), "the order of the list");
        assertEquals(SESSIONS + 2, berth.get("/sessions?userId=" + user).expect(200).array().size());
    }

    /** A server may take the jump for a long silence and cut connections, but never Berth itself, which would say that they are slow. */
    private void comeBackAll() {
        List<String> how = new ArrayList<>(load.comeBack(server.berth()));
        how.addAll(WireLoad.comeBack(server.berth(), quietly));
        how.forEach(each -> cutOff.merge(each, 1, Integer::sum));
        assertEquals(List.of(), how.stream().filter(each -> each.contains("1013")).toList());
    }

    private void restart() throws InterruptedException {
        server.kill();
        load.awaitEnd();
        quietly.forEach(WireReader::awaitEnd);
        server.start();
        load.comeBack(server.berth());
        quietly.forEach(reader -> reader.come(server.berth()));
    }

    private void judge() {
        List<String> violations = new ArrayList<>(load.violations(server.berth()));
        long head = quiet.awaitRest(server.berth());
        WireLoad.comeBack(server.berth(), quietly);
        quietly.forEach(reader -> reader.awaitSeen(head));
        quietly.forEach(WireReader::cut);
        violations.addAll(quiet.violations(server.berth()));
        System.out.println("ClockIT: " + JUMPS + " jumps, " + load.acknowledgements() + " acknowledgements, " + load.sightings()
                + " sightings, cut off by the server: " + cutOff + ", " + violations.size() + " violations; refused "
                + load.refusals());
        assertEquals(List.of(), violations);
    }
}
