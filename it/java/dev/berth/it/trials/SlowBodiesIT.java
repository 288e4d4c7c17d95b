package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.Await;
import dev.berth.it.Berth;
import dev.berth.it.OwnServer;
import dev.berth.it.bench.client.SlowWire;
import dev.berth.it.bench.client.WireLoop;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** T13. More of them than there are threads that wait. */
@DisplayName("A body that comes slowly")
class SlowBodiesIT {

    private static final int MANY = 60;
    private static final int GONE = -1;
    /** So many threads wait for bodies, and a read that has begun ends only with the body. */
    private static final int LEFT_MAX = 8;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static OwnServer server;

    private final WireLoop loop = new WireLoop();
    private final List<SlowWire> wires = new ArrayList<>();

    @BeforeAll
    static void start() {
        server = new OwnServer("berth.limits.body-time", "8s").start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() {
        wires.forEach(SlowWire::close);
        loop.close();
    }

    @Test
    @DisplayName("but comes is taken as it is, on the routes of JAX-RS and on those of streams")
    void whole() throws IOException {
        Berth berth = server.berth();
        String id = berth.newSession();
        for (int i = 0; i < MANY; i++) {
            boolean message = i % 2 == 0;
            String body = "{\"role\":\"user\",\"" + (message ? "content" : "title") + "\":\"m" + i + "\u00e9\"}";
            open(post(id, message ? "/messages" : "/tasks", body), body.substring(body.length() - 8));
        }
        String chat = berth.newSession();
        open(post(chat, "", "{\"content\":\"slow\"}").replace("/sessions/", "/chat/"), "\"slow\"}");
        for (int i = 0; i < 10; i++) {
            wires.forEach(SlowWire::drip);
            loop.runFor(PAUSE);
        }
        assertTrue(loop.runUntil(() -> !statuses().contains(0), Await.PATIENCE),
                () -> "in vain waited for an answer to each: " + statuses());
        assertEquals(Set.of(200, 201), statuses());
        Set<String> stored = berth.messages(id).getValuesAs(JsonObject.class).stream().map(m -> m.getString("content"))
                .collect(Collectors.toSet());
        assertEquals(MANY / 2, stored.size());
        assertTrue(stored.contains("m58\u00e9"), stored.toString());
        assertEquals(MANY / 2, berth.get("/sessions/" + id + "/tasks").array().size());
        assertEquals("slow", berth.messages(chat).getJsonObject(0).getString("content"));
    }

    @Test
    @DisplayName("and not to its end is refused with 408 when its time is over, or its connection is closed, but for a few")
    void late() {
        Berth berth = server.berth();
        String id = berth.newSession();
        for (int i = 0; i < MANY; i++) {
            wires.add(SlowRequest.WITH_BODY.get(i % SlowRequest.WITH_BODY.size()).open(loop, berth.port(), id));
        }
        Await.until("the end of each that drips", () -> {
            wires.forEach(SlowWire::drip);
            loop.runFor(PAUSE);
            return wires.stream().map(wire -> wire.isGone() ? GONE : wire.status()).toList();
        }, seen -> seen.stream().filter(status -> status == 0).count() <= LEFT_MAX);
        System.out.println("SlowBodiesIT: " + statuses());
        assertTrue(statuses().contains(408), () -> statuses().toString());
        assertTrue(statuses().stream().allMatch(status -> status == 0 || status / 100 == 4), () -> statuses().toString());
        assertEquals(0, berth.messages(id).size());
    }

    private void open(String whole, String last) throws IOException {
        byte[] all = whole.getBytes(StandardCharsets.UTF_8);
        byte[] end = last.getBytes(StandardCharsets.UTF_8);
        byte[] begin = new byte[all.length - end.length];
        System.arraycopy(all, 0, begin, 0, begin.length);
        wires.add(SlowWire.open(loop, server.berth().port(), begin, end));
    }

    private Set<Integer> statuses() {
        return wires.stream().map(SlowWire::status).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String post(String id, String path, String body) {
        return "POST /api/sessions/" + id + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }
}
