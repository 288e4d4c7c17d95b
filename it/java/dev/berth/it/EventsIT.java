package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The event stream of a session")
class EventsIT {

    private static final String[] JSON = {"Accept", "application/json"};

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
    @DisplayName("comes as pages of JSON to who accepts nothing else: the same events in the same order, each with its time (P2, P3)")
    void pages() {
        try (FollowEvents events = berth.events(path + "?after=0")) {
            String turnId = berth.prompt(id, "some words").getString("turnId");
            events.frames().awaitTurn(turnId, "completed");
            List<JsonObject> told = data(events.frames());
            for (int limit : new int[] {1, 3, 1_000}) {
                List<JsonObject> read = followLinks(path + "?limit=" + limit);
                List<JsonObject> lasting = told.stream().filter(event -> read.stream().anyMatch(one -> isSeq(one, event))).toList();
                assertEquals(lasting, read.stream().map(EventsIT::withoutTime).toList());
                assertTrue(read.stream().allMatch(event -> event.getInt("createdAt") > 1_600_000_000), read.toString());
                assertTrue(lasting.size() >= 5, lasting.toString());
            }
        }
    }

    @Test
    @DisplayName("comes as a page from a place on, which is not kept anywhere; at the end it is empty (P3)")
    void pageFrom() {
        JsonObject first = berth.store(id, "one");
        JsonObject second = berth.store(id, "two");
        Reply page = berth.get(path + "?after=" + first.getInt("seq"), JSON).expect(200);
        assertEquals(second, page.array().getJsonObject(0).getJsonObject("message"));
        assertEquals("application/json no-store ", page.header("Content-Type").split(";")[0] + " " + page.header("Cache-Control") + " "
                + page.header("Link"));
        assertEquals("[]", berth.get(path + "?after=" + second.getInt("seq"), JSON).expect(200).body());
        Reply parts = berth.get(path + "?limit=1", JSON).expect(200);
        assertTrue(parts.header("Link").matches(".*after=[a-z0-9]{1,16}\\.1&?.*"), parts.header("Link"));
    }

    @Test
    @DisplayName("stays a stream for who accepts anything else as well")
    void stillStream() {
        for (String accept : List.of("application/json, text/event-stream", "*/*", "application/*")) {
            try (FollowEvents events = berth.events(path, "Accept", accept)) {
                assertTrue(events.expect(200).headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream"), accept);
            }
        }
    }

    @Test
    @DisplayName("comes as no page from a place that means nothing here; reading what was never used makes nothing")
    void refusedPage() {
        berth.store(id, "one");
        Problems.assertProblem(400, "after", berth.get(path + "?after=yesterday", JSON));
        Problems.assertProblem(400, "beyond the end", berth.get(path + "?after=999999", JSON));
        Problems.assertProblem(400, "another history", berth.get(path + "?after=zzzz.1", JSON));
        for (String limit : List.of("0", "1001", "-1", "x")) {
            Problems.assertProblem(400, "limit", berth.get(path + "?limit=" + limit, JSON));
        }
        String unused = "/sessions/" + Berth.newId();
        assertEquals("[]", berth.get(unused + "/events", JSON).expect(200).body());
        Problems.assertProblem(404, "session", berth.get(unused + "/events?after=0", JSON));
        Problems.assertProblem(404, "session", berth.get(unused));
        Problems.assertProblem(400, "id", berth.get("/sessions/-bad/events", JSON));
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

    /** The events of all pages. */
    private List<JsonObject> followLinks(String first) {
        List<JsonObject> seen = new ArrayList<>();
        String next = first;
        while (!next.isEmpty()) {
            Reply page = berth.get(next, JSON).expect(200);
            seen.addAll(page.array().getValuesAs(JsonObject.class));
            next = page.header("Link").replaceFirst("^<http://localhost:\\d+/api(.*)>; rel=\"next\"$", "$1");
        }
        return seen;
    }

    private static boolean isSeq(JsonObject one, JsonObject other) {
        return one.getInt("seq") == other.getInt("seq");
    }

    private static JsonObject withoutTime(JsonObject event) {
        Object[] members = event.entrySet().stream().filter(member -> !member.getKey().equals("createdAt"))
                .flatMap(member -> Stream.of(member.getKey(), member.getValue())).toArray();
        return Json.object(members);
    }

    private static List<JsonObject> data(Frames frames) {
        return frames.durable().stream().map(Frame::data).toList();
    }
}
