package dev.berth.it.trials;

import dev.berth.it.Json;
import dev.berth.it.bench.client.HttpWire;
import dev.berth.it.bench.client.Requests;
import dev.berth.it.trials.History.Entry;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Stores messages in the sessions that a crowd follows, over a few connections. For the thread that runs the crowd. */
final class CrowdWriter implements AutoCloseable {

    private static final int CREATED = 201;

    private final Crowd crowd;
    private final Requests requests;
    private final List<HttpWire> wires = new ArrayList<>();
    private final Map<String, Long> heads = new HashMap<>();
    private final List<String> refusals = new ArrayList<>();
    private int sent;
    private int answered;
    private int last;

    CrowdWriter(Crowd crowd, int connections) {
        this.crowd = crowd;
        this.requests = new Requests(crowd.port(), "/api");
        for (int i = 0; i < connections; i++) {
            wires.add(new HttpWire(crowd.loop(), crowd.port()));
        }
    }

    /** Stores so many messages, in each of the sessions in turn, as fast as it is answered; waits for the last answer. */
    void store(List<String> ids, int times, String content) {
        last = sent + times;
        wires.forEach(wire -> next(wire, ids, content));
        crowd.await("all messages are answered", () -> answered == last || !refusals.isEmpty());
        if (!refusals.isEmpty()) {
            throw new AssertionError(refusals.get(0));
        }
    }

    /** The number of the last message of each session in which there is one. */
    Map<String, Long> heads() {
        return heads;
    }

    private void next(HttpWire wire, List<String> ids, String content) {
        if (sent < last) {
            String id = ids.get(sent % ids.size());
            String key = "key-" + sent++;
            crowd.history(id).sent(key);
            String message = Json.object("role", "user", "content", content, "clientMessageId", key).toString();
            wire.request(requests.post("/sessions/" + id + "/messages", message), true, (status, body) -> {
                take(id, status, body);
                next(wire, ids, content);
            });
        }
    }

    private void take(String id, int status, String body) {
        answered++;
        if (status != CREATED) {
            refusals.add("a message was answered with " + status + " " + body);
            return;
        }
        Entry entry = CrowdTexts.ofMessage((JsonObject) Json.parse(body));
        crowd.history(id).acknowledged(entry.key(), entry.seq(), entry.nonce());
        heads.merge(id, entry.seq(), Math::max);
    }

    @Override
    public void close() {
        wires.forEach(HttpWire::close);
    }
}
