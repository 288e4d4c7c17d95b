package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.trials.Seed;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * {@code -Dberth.it.cuts=1000} cuts as often as that, {@code -Dberth.it.seed=…} repeats a run. A cut comes after a random
 * number of events, so that it falls anywhere: between two messages, inside an answer, on its last word.
 */
@DisplayName("A follower that is cut off again and again")
class CutsIT {

    private static final int CUTS = Integer.getInteger("berth.it.cuts", 60);
    private static final int FRAMES_BETWEEN_MAX = 6;
    private static final int WORDS = 120;

    private final Berth berth = SharedServer.berth();
    private final String id = berth.newSession();
    private final Random random = Seed.random(getClass());
    private final FollowedText text = new FollowedText();
    private String cursor = "0";

    @Test
    @DisplayName("over a WebSocket shows the stored text, byte for byte, no event twice and none out of order (P3)")
    void webSocket() {
        run(this::cutSocket);
    }

    @Test
    @DisplayName("over Server-Sent Events shows the stored text, byte for byte, no event twice and none out of order (P3)")
    void events() {
        run(this::cutEvents);
    }

    private void run(Function<Integer, Boolean> follow) {
        String turnId = berth.prompt(id, Words.of(WORDS)).getString("turnId");
        for (int cuts = 0; cuts < CUTS; cuts++) {
            if (isEnded(turnId)) {
                turnId = berth.prompt(id, Words.of(WORDS)).getString("turnId");
            }
            follow.apply(random.nextInt(FRAMES_BETWEEN_MAX));
        }
        String last = turnId;
        berth.awaitTurn(id, last, "completed");
        follow.apply(Integer.MAX_VALUE);
        assertEquals(List.of(), text.faults());
        assertEquals(berth.texts(id), text.texts());
        assertTrue(text.texts().containsValue(Words.of(WORDS)));
    }

    private boolean isEnded(String turnId) {
        return !List.of("running", "queued").contains(berth.turn(id, turnId).getString("state"));
    }

    /** Follows until so many events have come, or until it has seen all that is stored, and cuts the connection. */
    private boolean cutSocket(int events) {
        try (FollowSocket socket = berth.socket(id, "?after=" + cursor)) {
            String epoch = socket.ready().getString("cursor").split("\\.")[0];
            await(socket.frames(), events);
            socket.cut();
            keep(socket.frames().durable());
            cursor = text.last() == 0 ? cursor : epoch + "." + text.last();
        }
        return true;
    }

    private boolean cutEvents(int events) {
        try (FollowEvents stream = berth.events("/sessions/" + id + "/events", "Last-Event-ID", cursor)) {
            await(stream.frames(), events);
            stream.cut();
            List<Frame> seen = stream.frames().durable();
            keep(seen);
            cursor = seen.isEmpty() ? cursor : seen.get(seen.size() - 1).id();
        }
        return true;
    }

    private void keep(List<Frame> frames) {
        text.apply(frames);
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
