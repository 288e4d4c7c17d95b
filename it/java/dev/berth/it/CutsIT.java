package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.trials.Seed;
import dev.berth.it.trials.WireReader;
import dev.berth.it.trials.WireSession;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * {@code -Dberth.it.cuts=1000} cuts each kind of connection as often as that, {@code -Dberth.it.seed=…} repeats a run. A cut comes
 * after a random number of events, so that it falls anywhere: between two messages, inside an answer, on its last word.
 */
@DisplayName("A follower that is cut off again and again")
class CutsIT {

    private static final int CUTS = Integer.getInteger("berth.it.cuts", 60);
    private static final int FRAMES_BETWEEN_MAX = 6;
    private static final int WORDS = 120;

    private final Berth berth = SharedServer.berth();
    private final WireSession session = new WireSession(berth.newSession());
    private final String id = session.id();
    private final Random random = Seed.random(getClass());
    private final FollowedText text = new FollowedText();

    @Test
    @DisplayName("over a WebSocket shows the stored text, byte for byte, no event twice and none out of order (P3)")
    void webSocket() {
        run(WireReader.Way.SOCKET);
    }

    @Test
    @DisplayName("over Server-Sent Events shows the stored text, byte for byte, no event twice and none out of order (P3)")
    void events() {
        run(WireReader.Way.EVENTS);
    }

    private void run(WireReader.Way way) {
        WireReader reader = new WireReader(session, way, "cut");
        String turnId = berth.prompt(id, Words.of(WORDS)).getString("turnId");
        for (int cuts = 0; cuts < CUTS; cuts++) {
            if (isEnded(turnId)) {
                turnId = berth.prompt(id, Words.of(WORDS)).getString("turnId");
            }
            session.store(berth, "stored " + cuts);
            follow(reader, random.nextInt(FRAMES_BETWEEN_MAX));
        }
        session.awaitRest(berth);
        follow(reader, Integer.MAX_VALUE);
        assertEquals(List.of(), text.faults());
        berth.texts(id).forEach((messageId, stored) -> assertEquals(stored, text.texts().get(messageId)));
        assertTrue(text.texts().containsValue(Words.of(WORDS)));
        judge(way);
    }

    private void judge(WireReader.Way way) {
        List<String> violations = session.violations(berth);
        System.out.println("CutsIT: " + CUTS + " cuts of " + way + ", " + session.history().acknowledgements() + " acknowledgements, "
                + session.history().sightings() + " sightings, " + violations.size() + " violations");
        assertEquals(List.of(), violations);
    }

    private boolean isEnded(String turnId) {
        return !List.of("running", "queued").contains(berth.turn(id, turnId).getString("state"));
    }

    /** Follows until so many events have come, or until it has seen all that is stored, and cuts the connection. */
    private void follow(WireReader reader, int events) {
        reader.come(berth);
        await(reader.frames(), events);
        text.apply(reader.cut());
    }

    private void await(Frames frames, int events) {
        Await.until("events", () -> {
            List<Frame> seen = frames.durable();
            return seen.size() >= events || !seen.isEmpty() && seen.get(seen.size() - 1).seq() >= head() || text.last() >= head();
        });
    }

    private long head() {
        return berth.session(id).getJsonNumber("seq").longValue();
    }
}
