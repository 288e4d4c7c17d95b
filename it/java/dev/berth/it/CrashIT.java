package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.trials.Seed;
import dev.berth.it.trials.WireLoad;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * T2. {@code -Dberth.it.kills=200} kills as often as that, {@code -Dberth.it.seed=…} repeats a run. Beside the session that each
 * round tells of, writers write to others all the time, through every kill, and readers resume.
 */
@DisplayName("A server that is killed")
class CrashIT {

    private static final int KILLS = Integer.getInteger("berth.it.kills", 10);
    /** After so many kills the writers' sessions are judged and others begin, so that a long run stays small. */
    private static final int KILLS_A_JUDGEMENT = 10;
    private static final int SESSIONS = 4;
    private static final int WRITERS = 8;
    private static final int WRITES_MAX = 400;
    private static final String SAID = Words.of(120);

    private final OwnServer server = new OwnServer("berth.echo.pause", "30ms");
    private final List<String> acknowledged = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();
    private WireLoad load;
    private int acknowledgements;
    private long sightings;

    @AfterEach
    void stop() {
        if (load != null) {
            load.close();
        }
        server.close();
    }

    @Test
    @DisplayName("in mid-answer has lost nothing that anyone saw, has nothing twice, and goes on (P1, P3, P4)")
    void killed() throws Exception {
        Random random = Seed.random(getClass());
        server.start();
        for (int round = 0; round < KILLS; round++) {
            if (round % KILLS_A_JUDGEMENT == 0) {
                load = new WireLoad(server.berth(), SESSIONS, 0).start(server.berth(), WRITERS);
            }
            round(random);
            if ((round + 1) % KILLS_A_JUDGEMENT == 0 || round + 1 == KILLS) {
                judge(round + 1);
            }
        }
    }

    private void judge(int kills) {
        List<String> violations = load.violations(server.berth());
        acknowledgements += load.acknowledgements();
        sightings += load.sightings();
        System.out.println("CrashIT: " + kills + " kills, " + acknowledgements + " acknowledgements, " + sightings + " sightings, "
                + violations.size() + " violations; refused " + load.refusals());
        assertEquals(List.of(), violations);
    }

    private void round(Random random) throws Exception {
        Berth berth = server.berth();
        String id = berth.newSession();
        acknowledged.clear();
        load.awaitAcknowledged(random.nextInt(WRITES_MAX));
        store(berth, id, 20);
        deleteOne(berth);
        try (FollowSocket socket = berth.socket(id, "?after=0"); FollowEvents events = berth.events("/sessions/" + id
                + "/events?after=0")) {
            String turnId = prompt(berth, id, SAID);
            String queued = prompt(berth, id, "queued");
            int deltas = 1 + random.nextInt(20);
            Await.until("the middle of the answer", () -> socket.frames().ofType("message-delta").size() >= deltas);
            store(berth, id, 5);
            server.kill();
            load.awaitEnd();
            socket.frames().awaitEnd();
            events.frames().awaitEnd();
            server.start();
            load.comeBack(server.berth());
            requireNothingLost(id, socket.frames(), events.frames());
            requireGoesOn(id, turnId, queued);
        }
        requireDeleted();
    }

    private void requireNothingLost(String id, Frames... followers) {
        Map<String, String> stored = server.berth().texts(id);
        for (Frames frames : followers) {
            FollowedText seen = new FollowedText().apply(frames.all());
            assertEquals(List.of(), seen.faults());
            seen.texts().forEach((messageId, text) -> assertTrue(stored.getOrDefault(messageId, "").startsWith(text),
                    () -> "Seen was '" + text + "', but stored is '" + stored.get(messageId) + "'"));
            assertTrue(seen.texts().values().stream().anyMatch(text -> text.length() > 10 && SAID.startsWith(text)), "nothing was seen");
        }
        List<String> ids = Json.texts(server.berth().messages(id), "id");
        for (String messageId : acknowledged) {
            assertEquals(1, ids.stream().filter(messageId::equals).count(), messageId);
        }
    }

    private void requireGoesOn(String id, String turnId, String queued) {
        Berth berth = server.berth();
        JsonObject interrupted = berth.awaitTurn(id, turnId, "interrupted");
        assertTrue(!interrupted.getString("reason").isBlank());
        berth.awaitTurn(id, queued, "completed");
        berth.post("/sessions/" + id + "/turns/" + turnId + "/retry").expect(200);
        berth.awaitTurn(id, turnId, "completed");
        List<String> contents = Json.texts(berth.messages(id), "content");
        assertEquals(SAID, contents.get(contents.size() - 1));
        assertEquals(List.of(), new FollowedText().apply(everything(berth, id)).faults());
        assertEquals("idle", berth.session(id).getString("activity"));
    }

    /** All events that are stored, as a new follower gets them. */
    private static List<Frame> everything(Berth berth, String id) {
        long head = berth.session(id).getJsonNumber("seq").longValue();
        try (FollowSocket socket = berth.socket(id, "?after=0")) {
            socket.frames().await("the last event", frame -> frame.seq() >= head);
            return socket.frames().all();
        }
    }

    private void requireDeleted() {
        for (String id : deleted) {
            Problems.assertProblem(404, "session", server.berth().get("/sessions/" + id));
            assertEquals(List.of(), DataFolder.of(server.data()).files(id));
            assertTrue(!Json.texts(server.berth().get("/sessions").array(), "id").contains(id));
        }
    }

    private void deleteOne(Berth berth) {
        String id = berth.newSession();
        berth.store(id, "gone");
        berth.delete("/sessions/" + id).expect(204);
        deleted.add(id);
    }

    private void store(Berth berth, String id, int count) {
        for (int i = 0; i < count; i++) {
            acknowledged.add(berth.store(id, "stored " + i).getString("id"));
        }
    }

    private String prompt(Berth berth, String id, String content) {
        JsonObject accepted = berth.prompt(id, content);
        acknowledged.add(accepted.getString("messageId"));
        return accepted.getString("turnId");
    }
}
