package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.Await;
import dev.berth.it.Berth;
import dev.berth.it.FollowEvents;
import dev.berth.it.FollowSocket;
import dev.berth.it.FollowedText;
import dev.berth.it.Frame;
import dev.berth.it.Frames;
import jakarta.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One connection to a session, with what it asked for and hence must be told. */
final class ModelFollower {

    private final ModelSession session;
    private final String cursor;
    private final FollowSocket socket;
    private final FollowEvents events;
    private final boolean snapshot;
    private FollowedText text;
    private final long headBefore;
    private long start;
    private boolean resynced;
    private boolean dropped;
    private List<Frame> seen;

    /** @param text what the one before has shown, which this one continues; null when it continues nothing */
    private ModelFollower(ModelSession session, String cursor, FollowSocket socket, FollowEvents events, boolean snapshot, FollowedText text,
            long headBefore) {
        this.session = session;
        this.cursor = cursor;
        this.socket = socket;
        this.events = events;
        this.snapshot = snapshot;
        this.text = text == null && "0".equals(cursor) && !snapshot ? new FollowedText() : text;
        this.headBefore = headBefore;
    }

    static ModelFollower socket(Berth berth, ModelSession session, String cursor, boolean snapshot, FollowedText text, long headBefore) {
        String query = (cursor == null ? "?" : "?after=" + cursor + "&") + (snapshot ? "snapshot=25" : "");
        return new ModelFollower(session, cursor, berth.socket(session.id(), query), null, snapshot, text, headBefore).started();
    }

    static ModelFollower events(Berth berth, ModelSession session, String cursor, FollowedText text, long headBefore) {
        String path = "/sessions/" + session.id() + "/events";
        FollowEvents stream = cursor == null ? berth.events(path) : berth.events(path, "Last-Event-ID", cursor);
        return new ModelFollower(session, cursor, null, stream.expect(200), false, text, headBefore).started();
    }

    /** Waits for the first word, and requires a resync just when the cursor means nothing here. */
    private ModelFollower started() {
        String place = socket == null ? firstId() : socket.ready().getString("cursor");
        session.learnEpoch(place.split("\\.")[0]);
        long head = Long.parseLong(place.split("\\.")[1]);
        if (socket != null && cursor != null && isForeign(head)) {
            frames().await("resync");
        }
        List<Frame> told = frames().ofType("resync");
        resynced = !told.isEmpty();
        if (cursor == null) {
            start = head;
            assertFalse(resynced, "a resync without a cursor");
        } else if (resynced) {
            start = told.get(0).data().getJsonNumber("seq").longValue();
            assertTrue(isForeign(headBefore), () -> cursor + " was sound: epoch " + session.epoch() + ", at least " + headBefore);
        } else {
            assertFalse(isForeign(Math.max(head, session.lastKnown())), () -> cursor + " should have been a resync");
            start = seqOf(cursor);
            assertTrue(socket != null || head == start || start == 0, () -> "the place " + place + " is not " + cursor);
        }
        assertTrue(start >= headBefore || cursor != null, "began before what was there");
        return this;
    }

    private String firstId() {
        Await.until("the stream's place", () -> !events.firstEventId().isEmpty() || frames().hasEnded());
        return events.firstEventId();
    }

    private boolean isForeign(long head) {
        return epochOf(cursor) != null && !epochOf(cursor).equals(session.epoch()) || seqOf(cursor) > head;
    }

    boolean isOpen() {
        return !dropped;
    }

    boolean isSocket() {
        return socket != null;
    }

    /** Cuts the connection, or takes it as cut by the other side. */
    void drop() {
        if (!dropped) {
            dropped = true;
            seen = frames().all();
            if (socket != null) {
                socket.cut();
            } else {
                events.cut();
            }
            follow();
        }
    }

    /** Requires that the server has ended it. @param code the WebSocket's close code; 0 for any */
    void requireEnded(int code) throws Exception {
        if (!dropped) {
            frames().awaitEnd();
            if (socket != null && code != 0) {
                assertEquals(code, socket.awaitClose());
            }
            drop();
        }
    }

    /** What a client would come back with: the place of the last event that it has seen. */
    String resumeCursor() {
        List<Frame> durable = durable();
        return session.epoch() + "." + (durable.isEmpty() ? start : durable.get(durable.size() - 1).seq());
    }

    /** What it has shown, for the one that continues it; null when it did not show everything, or was continued already. */
    FollowedText takeText() {
        FollowedText taken = text;
        text = null;
        return taken;
    }

    /** Waits until it has been told of everything there is. */
    void awaitAll(long head) {
        if (!dropped && start < head) {
            frames().await("event " + head + " from " + start, frame -> frame.seq() >= head);
        }
    }

    /** Takes what it has seen into the session's list. */
    void teach() {
        session.learn(durable());
    }

    /** Requires that it was told every event after its place once, in order, up to the last one that it was told. */
    void check() {
        List<Long> told = durable().stream().map(Frame::seq).toList();
        for (int i = 0; i < told.size(); i++) {
            long before = i == 0 ? start : told.get(i - 1);
            assertTrue(told.get(i) > before, () -> "out of order or twice: " + told);
        }
        assertEquals(List.of(), session.unknown(durable()), "told, but not stored");
        Set<Long> set = new HashSet<>(told);
        List<Long> missed = session.owed(start, told.isEmpty() ? start : told.get(told.size() - 1)).stream().filter(seq -> !set.contains(seq))
                .toList();
        assertEquals(List.of(), missed, () -> "missed, of those after " + start + " that it was told: " + told);
        assertTrue(frames().ofType("resync").size() <= (resynced ? 1 : 0), "a resync too many");
        assertTrue(socket == null || frames().all().get(0).is("ready") && frames().ofType("ready").size() == 1, "ready");
        checkIds();
        checkText();
    }

    private void checkIds() {
        if (events != null) {
            durable().forEach(frame -> assertEquals(session.epoch() + "." + frame.seq(), frame.id()));
        }
    }

    private void checkText() {
        if (snapshot) {
            checkSnapshot();
        } else if (text != null && !dropped) {
            follow();
            assertEquals(List.of(), text.faults());
            assertEquals(session.texts(), text.texts());
        }
    }

    /** The greeting's messages and the events after its place give the same texts as the server has. */
    private void checkSnapshot() {
        JsonObject ready = socket.ready();
        FollowedText shown = new FollowedText();
        ready.getJsonArray("messages").getValuesAs(JsonObject.class).forEach(shown::show);
        long exactAt = ready.getJsonNumber("seq").longValue();
        shown.apply(durable().stream().filter(frame -> frame.seq() > exactAt).toList());
        assertEquals(List.of(), shown.faults());
        if (!dropped && session.texts() != null) {
            for (Map.Entry<String, String> message : shown.texts().entrySet()) {
                assertEquals(session.texts().get(message.getKey()), message.getValue());
            }
        }
    }

    private void follow() {
        if (text != null && !resynced) {
            durable().stream().filter(frame -> frame.seq() > text.last()).forEach(text::apply);
        }
    }

    private List<Frame> durable() {
        return (seen == null ? frames().all() : seen).stream().filter(Frame::isDurable).toList();
    }

    private Frames frames() {
        return socket == null ? events.frames() : socket.frames();
    }

    private static String epochOf(String cursor) {
        return cursor.contains(".") ? cursor.split("\\.")[0] : null;
    }

    private static long seqOf(String cursor) {
        return Long.parseLong(cursor.substring(cursor.indexOf('.') + 1));
    }
}
