package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A WebSocket")
class SocketIT {

    private final Berth berth = SharedServer.berth();
    private final String id = berth.newSession();

    @Test
    @DisplayName("is greeted with the place, the session, its own name and who is here")
    void ready() {
        long seq = berth.store(id, "before").getInt("seq");
        try (FollowSocket socket = berth.socket(id, "")) {
            JsonObject ready = socket.ready();
            assertTrue(ready.getInt("seq") >= seq);
            assertTrue(ready.getString("cursor").matches("[a-z0-9]{1,16}\\." + ready.getInt("seq")), ready.getString("cursor"));
            assertEquals(id, ready.getJsonObject("session").getString("id"));
            assertTrue(Json.texts(ready.getJsonArray("presence"), "connectionId").contains(ready.getString("connectionId")));
            assertFalse(ready.containsKey("messages"));
            assertEquals("ready", socket.frames().all().get(0).type());
        }
    }

    @Test
    @DisplayName("brings the latest messages in its greeting when asked for, exact at its place; what follows goes on from there")
    void snapshot() {
        for (int i = 0; i < 5; i++) {
            berth.store(id, "message " + i);
        }
        try (FollowSocket socket = berth.socket(id, "?snapshot=3")) {
            JsonArray messages = socket.ready().getJsonArray("messages");
            assertEquals(List.of("message 2", "message 3", "message 4"), Json.texts(messages, "content"));
            JsonObject next = berth.store(id, "message 5");
            Frame told = socket.frames().await("message");
            assertEquals(next, told.data().getJsonObject("message"));
            assertTrue(told.seq() > socket.ready().getInt("seq"));
        }
    }

    @Test
    @DisplayName("that joins in mid-answer gets the text so far in its greeting, and the rest after it (P3)")
    void snapshotInMidAnswer() {
        String said = Words.of(200);
        String turnId = berth.prompt(id, said).getString("turnId");
        try (FollowSocket first = berth.socket(id, "?after=0")) {
            first.frames().await("message-delta");
            try (FollowSocket second = berth.socket(id, "?snapshot=25")) {
                JsonObject greeted = second.ready().getJsonArray("messages").getJsonObject(1);
                assertTrue(!greeted.getString("content").isEmpty() && said.startsWith(greeted.getString("content")));
                second.frames().awaitTurn(turnId, "completed");
                FollowedText text = new FollowedText();
                second.ready().getJsonArray("messages").getValuesAs(JsonObject.class).forEach(text::show);
                assertEquals(List.of(), text.apply(second.frames().all()).faults());
                assertEquals(said, text.texts().get(greeted.getString("id")));
            }
        }
    }

    @Test
    @DisplayName("gets what it missed after its cursor, with or without the epoch, then goes on live (P3)")
    void after() {
        JsonObject first = berth.store(id, "one");
        JsonObject second = berth.store(id, "two");
        String epoch;
        try (FollowSocket socket = berth.socket(id, "?after=" + first.get("seq"))) {
            epoch = socket.ready().getString("cursor").split("\\.")[0];
            assertEquals(second, socket.frames().await("message").data().getJsonObject("message"));
        }
        try (FollowSocket socket = berth.socket(id, "?after=" + epoch + "." + first.get("seq"))) {
            assertEquals(second, socket.frames().await("message").data().getJsonObject("message"));
            JsonObject third = berth.store(id, "three");
            socket.frames().await("the live one", frame -> frame.is("message") && frame.data().getJsonObject("message").equals(third));
            assertEquals(List.of(), new FollowedText().apply(socket.frames().all()).faults());
        }
    }

    @Test
    @DisplayName("whose cursor is beyond the end, or of another epoch, is told to begin anew, then goes on live (P3)")
    void resync() {
        long seq = berth.store(id, "one").getInt("seq");
        for (String cursor : List.of("999999", "zzzz." + seq)) {
            try (FollowSocket socket = berth.socket(id, "?after=" + cursor)) {
                JsonObject resync = socket.frames().await("resync").data();
                assertEquals(socket.ready().getInt("seq"), resync.getInt("seq"));
                assertFalse(resync.getString("reason").isBlank());
                JsonObject next = berth.store(id, "next");
                assertEquals(next, socket.frames().await("message").data().getJsonObject("message"));
            }
        }
    }

    @Test
    @DisplayName("tells who comes and who goes")
    void presence() {
        try (FollowSocket first = berth.socket(id, "?userId=ann")) {
            first.ready();
            String name;
            try (FollowSocket second = berth.socket(id, "?userId=bob")) {
                name = second.ready().getString("connectionId");
                assertEquals(2, second.ready().getJsonArray("presence").size());
                first.frames().await("who came", frame -> frame.is("presence") && frame.data().toString().contains(name));
            }
            int before = first.frames().ofType("presence").size();
            Await.until("who went", () -> first.frames().ofType("presence").size() > before
                    || !first.frames().ofType("presence").get(before - 1).data().toString().contains(name));
        }
    }

    @Test
    @DisplayName("that lost its network is followed by a new one with the same cursor, without a gap")
    void reconnect() {
        try (FollowSocket socket = berth.socket(id, "")) {
            String cursor = socket.ready().getString("cursor");
            socket.cut();
            List<String> missed = List.of(berth.store(id, "a").getString("id"), berth.store(id, "b").getString("id"));
            try (FollowSocket again = berth.socket(id, "?after=" + cursor)) {
                again.frames().await("b", frame -> frame.data().toString().contains(missed.get(1)));
                List<String> told = again.frames().ofType("message").stream().map(f ->
                        f.data().getJsonObject("message").getString("id")).toList();
                assertEquals(missed, told);
            }
        }
    }
}
