package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpHeaders;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The event stream of a session")
class EventsIT {

    private final Berth berth = SharedServer.berth();
    private final String id = berth.newSession();
    private final String path = "/sessions/" + id + "/events";

    @Test
    @DisplayName("has its headers out before the first event, and they forbid to cache, change and hold it back")
    void headers() {
        try (FollowEvents events = berth.events(path)) {
            HttpHeaders headers = events.expect(200).headers();
            assertTrue(headers.firstValue("Content-Type").orElse("").startsWith("text/event-stream"));
            assertEquals("no-cache, no-transform", headers.firstValue("Cache-Control").orElse(""));
            assertEquals("no", headers.firstValue("X-Accel-Buffering").orElse(""));
            assertFalse(headers.firstValue("Content-Encoding").isPresent());
        }
    }

    @Test
    @DisplayName("says first how long to wait before coming back")
    void retry() {
        try (FollowEvents events = berth.events(path)) {
            Await.until("retry", () -> events.retry() == 1000);
            assertEquals(List.of(), events.frames().durable());
        }
    }

    @Test
    @DisplayName("brings events with the epoch and their number as id, and without a name")
    void ids() {
        try (FollowEvents events = berth.events(path)) {
            JsonObject stored = follow(events, "hello");
            Frame told = events.frames().await("message");
            assertEquals(stored, told.data().getJsonObject("message"));
            assertTrue(told.id().matches("[a-z0-9]{1,16}\\." + told.seq()), told.id());
            assertNull(told.event());
        }
    }

    @Test
    @DisplayName("is the same as over a WebSocket: same events, same numbers, same order (P2)")
    void sameAsSocket() {
        try (FollowEvents events = berth.events(path + "?after=0"); FollowSocket socket = berth.socket(id, "?after=0")) {
            String turnId = berth.prompt(id, Words.of(80)).getString("turnId");
            berth.post("/sessions/" + id + "/tasks", Json.object("title", "meanwhile")).expect(201);
            events.frames().awaitTurn(turnId, "completed");
            socket.frames().awaitTurn(turnId, "completed");
            assertEquals(data(socket.frames()), data(events.frames()));
        }
    }

    @Test
    @DisplayName("goes on after Last-Event-ID, or after the place in its address; the header wins (P3)")
    void resume() {
        String first;
        try (FollowEvents events = berth.events(path)) {
            follow(events, "one");
            first = events.frames().await("message").id();
        }
        JsonObject second = berth.store(id, "two");
        String beyondAll = "/sessions/" + id + "/events?after=0";
        for (FollowEvents events : List.of(berth.events(path, "Last-Event-ID", first), berth.events(path + "?after=" + first),
                berth.events(path + "?after=" + first.split("\\.")[1]), berth.events(beyondAll, "Last-Event-ID", first))) {
            try (events) {
                assertEquals(second, events.frames().await("message").data().getJsonObject("message"));
            }
        }
    }

    @Test
    @DisplayName("without a cursor begins now, and tells its place at once, so that a browser that comes back misses nothing (P3)")
    void place() {
        berth.store(id, "before");
        String place;
        try (FollowEvents events = berth.events(path)) {
            Await.until("the place", () -> !events.lastEventId().isEmpty());
            place = events.lastEventId();
            assertEquals(List.of(), events.frames().durable());
        }
        JsonObject missed = berth.store(id, "missed");
        try (FollowEvents events = berth.events(path, "Last-Event-ID", place)) {
            assertEquals(missed, events.frames().await("message").data().getJsonObject("message"));
        }
    }

    @Test
    @DisplayName("tells who is beyond the end, or from another epoch, to begin anew, and gives the new place (P3)")
    void resync() {
        int seq = berth.store(id, "one").getInt("seq");
        for (String cursor : List.of("999999", "zzzz." + seq)) {
            try (FollowEvents events = berth.events(path, "Last-Event-ID", cursor)) {
                Frame resync = events.frames().await("resync");
                Await.until("the place", () -> events.lastEventId().endsWith("." + resync.data().getInt("seq")));
                JsonObject next = berth.store(id, "next");
                assertEquals(next, events.frames().await("message").data().getJsonObject("message"));
            }
        }
    }

    @Test
    @DisplayName("refuses a cursor that is none, and an id that is none")
    void refused() {
        Problems.assertProblem(400, "Last-Event-ID", berth.get(path, "Last-Event-ID", "yesterday"));
        Problems.assertProblem(400, "after", berth.get(path + "?after=-1"));
        Problems.assertProblem(400, "after", berth.get(path + "?after=99999999999999999999999"));
        Problems.assertProblem(404, "session", berth.get("/sessions/" + Berth.newId() + "/events?after=7"));
        Problems.assertProblem(400, "id", berth.get("/sessions/-bad/events"));
    }

    /** Stores a message once the stream is there. */
    private JsonObject follow(FollowEvents events, String content) {
        Await.until("the place", () -> !events.lastEventId().isEmpty());
        return berth.store(id, content);
    }

    private static List<JsonObject> data(Frames frames) {
        return frames.durable().stream().map(Frame::data).toList();
    }
}
