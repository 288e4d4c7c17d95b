package dev.berth.it.bench;

import dev.berth.it.bench.client.ClosedLoop;
import dev.berth.it.bench.client.HttpWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sessions that a workload needs before it begins. */
final class Sessions {

    /** What is appended and prompted everywhere: 300 characters, which is one word for the echo agent. */
    static final String TEXT = "x".repeat(300);
    static final String PROMPT = "{\"content\":\"" + TEXT + "\"}";

    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
    private static final int CLIENTS = 16;
    private static final Duration CREATED_MAX = Duration.ofMinutes(5);
    private static final AtomicInteger USERS = new AtomicInteger();

    private final RunningServer server;

    Sessions(RunningServer server) {
        this.server = server;
    }

    /** A user whom nobody has used before. */
    static String newUser() {
        return "bench-" + USERS.incrementAndGet();
    }

    String create() {
        return create(1, newUser()).get(0);
    }

    List<String> create(int count, String userId) {
        List<String> ids = new ArrayList<>();
        List<HttpWire> wires = new ArrayList<>();
        for (int i = 0; i < Math.min(CLIENTS, count); i++) {
            wires.add(new HttpWire(server.loop(), server.port()));
        }
        byte[] request = creation(userId);
        wires.forEach(wire -> createNext(wire, request, ids, count - wires.size()));
        boolean all = server.loop().runUntil(() -> ids.size() >= count, CREATED_MAX);
        wires.forEach(HttpWire::close);
        if (!all) {
            throw new IllegalStateException("The server made " + ids.size() + " of " + count + " sessions.");
        }
        return Collections.unmodifiableList(ids);
    }

    byte[] creation(String userId) {
        return server.requests().post("/sessions", "{\"userId\":\"" + userId + "\",\"repoOwner\":\"acme\",\"repoName\":\"rocket\"}");
    }

    byte[] append(String id) {
        return append(id, "user", TEXT);
    }

    byte[] append(String id, String role, String content) {
        return server.requests().post("/sessions/" + id + "/messages", "{\"role\":\"" + role + "\",\"content\":\"" + content + "\"}");
    }

    /** Stores so many messages, in each of the sessions in turn. */
    void fill(List<String> ids, int messages) {
        try (ClosedLoop loop = new ClosedLoop(server.loop(), server.port(), CLIENTS)) {
            ClosedLoop.Outcome outcome = loop.runTimes(messages, (client, number) -> append(ids.get(number % ids.size())));
            if (outcome.errors() > 0) {
                throw new IllegalStateException("The server did not take a message: " + outcome.lastError() + ".");
            }
        }
    }

    private static void createNext(HttpWire wire, byte[] request, List<String> ids, int rest) {
        wire.request(request, true, (status, body) -> {
            Matcher id = ID.matcher(body);
            if (status != 201 || !id.find()) {
                throw new IllegalStateException("The server made no session: status " + status + " " + body);
            }
            ids.add(id.group(1));
            if (ids.size() <= rest) {
                createNext(wire, request, ids, rest);
            }
        });
    }
}
