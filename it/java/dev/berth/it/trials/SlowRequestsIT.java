package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.it.Berth;
import dev.berth.it.SharedServer;
import dev.berth.it.bench.client.ClosedLoop;
import dev.berth.it.bench.client.Requests;
import dev.berth.it.bench.client.SlowWire;
import dev.berth.it.bench.client.WireLoop;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * T13. {@code -Dberth.it.slow-requests=2000} has as many, and {@code -Dberth.it.slow-seconds=90} says how long they go on if the
 * server lets them. Those who are slow with a body are few unless {@code -Dberth.it.slow-bodies=…} says otherwise: each holds a thread
 * of the server, of which Payara has 200, and of which Open Liberty makes more only slowly.
 */
@DisplayName("Clients who never come to the end of what they say")
class SlowRequestsIT {

    private static final int REQUESTS = Integer.getInteger("berth.it.slow-requests", 100);
    private static final int BODIES = Integer.getInteger("berth.it.slow-bodies", 280);
    private static final int SECONDS = Integer.getInteger("berth.it.slow-seconds", 10);
    private static final double PAUSE_SECONDS = 0.5;
    private static final int OTHERS = 4;

    private final Berth berth = SharedServer.berth();
    private final ServerVitals server = new ServerVitals(SharedServer.pid());
    private final WireLoop loop = new WireLoop();
    private final Requests requests = new Requests(berth.port(), "/api");
    private final Map<SlowRequest, List<SlowWire>> slow = new EnumMap<>(SlowRequest.class);
    private final String id = berth.newSession();
    private int answers;

    @AfterEach
    void close() {
        slow.values().forEach(wires -> wires.forEach(SlowWire::close));
        loop.close();
    }

    @Test
    @DisplayName("keep nobody else from being answered")
    void others() {
        for (int i = 0; i < REQUESTS; i++) {
            open(SlowRequest.WITHOUT_BODY.get(i % SlowRequest.WITHOUT_BODY.size()));
        }
        for (int i = 0; i < BODIES; i++) {
            open(SlowRequest.WITH_BODY.get(i % SlowRequest.WITH_BODY.size()));
        }
        long begin = System.nanoTime();
        try (ClosedLoop others = new ClosedLoop(loop, berth.port(), OTHERS)) {
            do {
                slow.values().forEach(wires -> wires.forEach(SlowWire::drip));
                ask(others);
            } while (!isOver(begin) && !areAllGone());
        }
        Trial.say(getClass(), answers + " requests of others were answered in " + seconds(begin) + " s; " + server.line());
        slow.forEach((kind, wires) -> Trial.say(getClass(), kind + ": " + wires.stream().filter(SlowWire::isGone).count() + " of " + wires.size()
                + " are gone"));
    }

    private void open(SlowRequest kind) {
        slow.computeIfAbsent(kind, unused -> new ArrayList<>()).add(kind.open(loop, berth.port(), id));
    }

    /** Each waits for its answer, and for a minute at the most. */
    private void ask(ClosedLoop others) {
        ClosedLoop.Outcome outcome = others.runFor(PAUSE_SECONDS, (client, number) -> client % 2 == 0 ? requests.get("/sessions?limit=1")
                : requests.post("/sessions/" + id + "/messages", "{\"role\":\"user\",\"content\":\"quick\"}"));
        answers += outcome.nanos().length;
        assertEquals("0 null", outcome.errors() + " " + outcome.lastError());
    }

    private boolean areAllGone() {
        return slow.values().stream().allMatch(wires -> wires.stream().allMatch(SlowWire::isGone));
    }

    private static boolean isOver(long begin) {
        return seconds(begin) >= SECONDS;
    }

    private static long seconds(long begin) {
        return (System.nanoTime() - begin) / 1_000_000_000;
    }
}
