package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A message")
class MessagesIT {

    private final Berth berth = SharedServer.berth();
    private final String id = berth.newSession();
    private final String path = "/sessions/" + id + "/messages";

    @Test
    @DisplayName("is stored with 201 and comes back with all its members, under both of its paths")
    void store() {
        Reply reply = berth.post(path, Json.object("role", "user", "content", "hello")).expect(201);
        JsonObject message = reply.object();
        assertEquals("user hello", message.getString("role") + " " + message.getString("content"));
        assertTrue(message.getInt("seq") > 0 && message.getInt("createdAt") > 1_600_000_000);
        assertEquals(Json.array(message), berth.messages(id));
        String first = "/sessions/" + id + "/do/messages";
        JsonObject second = berth.post(first, Json.object("role", "assistant", "content", "hi")).expect(201).object();
        assertEquals(Json.array(message, second), berth.get(first).expect(200).array());
        assertEquals(Json.array(message, second), berth.get(path).expect(200).array());
        assertEquals(Json.array(message, second), berth.messages(id));
    }

    @Test
    @DisplayName("starts no turn")
    void noTurn() {
        berth.store(id, "hello");
        assertEquals("[]", berth.get("/sessions/" + id + "/turns").body());
        assertEquals("idle", berth.session(id).getString("activity"));
    }

    @Test
    @DisplayName("has the text of its text parts as its content")
    void contentOfParts() {
        JsonArray parts = Json.array(Json.object("type", "text", "content", "one "), Json.object("type", "reasoning", "content", "hm"),
                Json.object("type", "text", "content", "two"));
        JsonObject message = berth.post(path, Json.object("role", "assistant", "parts", parts)).expect(201).object();
        assertEquals("one two", message.getString("content"));
        assertEquals(3, message.getJsonArray("parts").size());
    }

    @Test
    @DisplayName("keeps the parts that it came with, also when they came as the JSON text of an array (first design)")
    void partsAsText() {
        JsonArray parts = Json.array(Json.object("type", "tool-call", "toolName", "bash", "toolCallId", "c1", "toolInput",
                Json.object("command", "ls"), "state", "complete"));
        JsonObject asArray = Json.object("role", "assistant", "content", "x", "parts", parts);
        assertEquals(parts, berth.post(path, asArray).expect(201).object().getJsonArray("parts"));
        JsonObject asText = Json.object("role", "assistant", "content", "x", "parts", parts.toString());
        assertEquals(parts, berth.post(path, asText).expect(201).object().getJsonArray("parts"));
        assertEquals(parts, berth.messages(id).getJsonObject(1).getJsonArray("parts"));
    }

    @Test
    @DisplayName("passes parts of a type that nobody knows on unchanged")
    void unknownParts() {
        JsonArray parts = Json.array(Json.object("type", "hologram", "depth", 3, "rays", Json.array(1, "two", null, true),
                "inner", Json.object("a", Json.object("b", "\u2028 \"quoted\" \\ \u00e4\ud83d\ude00"))));
        try (FollowSocket follower = berth.socket(id, "")) {
            follower.ready();
            berth.post(path, Json.object("role", "system", "content", "", "parts", parts)).expect(201);
            JsonObject told = follower.frames().await("message").data().getJsonObject("message");
            assertEquals(parts, told.getJsonArray("parts"));
        }
        assertEquals(parts, berth.messages(id).getJsonObject(0).getJsonArray("parts"));
    }

    @Test
    @DisplayName("is stored once however often it is sent with its clientMessageId (P1)")
    void once() {
        JsonObject wish = Json.object("role", "user", "content", "once", "clientMessageId", "c-1");
        JsonObject first = berth.post(path, wish).expect(201).object();
        Reply again = berth.post(path, wish);
        assertEquals(2, again.status() / 100, again.body());
        assertEquals(first, again.object());
        assertEquals("c-1", first.getString("clientMessageId"));
        assertEquals(1, berth.messages(id).size());
    }

    @Test
    @DisplayName("is refused with 409 when its clientMessageId was used for other words")
    void otherContent() {
        berth.post(path, Json.object("role", "user", "content", "one", "clientMessageId", "c-1")).expect(201);
        Problems.assertProblem(409, "clientMessageId",
                berth.post(path, Json.object("role", "user", "content", "two", "clientMessageId", "c-1")));
        assertEquals("one", berth.messages(id).getJsonObject(0).getString("content"));
        assertEquals(1, berth.messages(id).size());
    }

    @Test
    @DisplayName("keeps every character, in the answer, in the history and in the events")
    void everyCharacter() {
        StringBuilder text = new StringBuilder("\t\r\n\u0001\u001f\u007f\u0085\u2028\u2029\ufeff\ufffd<>&'\"\\/\u00e4\u4e2d\ud83d\ude00");
        for (char c = 1; c < 0x2100; c++) {
            text.append(c);
        }
        String content = text.toString();
        try (FollowSocket socket = berth.socket(id, ""); FollowEvents events = berth.events("/sessions/" + id + "/events")) {
            socket.ready();
            Await.until("the stream's place", () -> !events.lastEventId().isEmpty());
            assertEquals(content, berth.store(id, content).getString("content"));
            assertEquals(content, socket.frames().await("message").data().getJsonObject("message").getString("content"));
            assertEquals(content, events.frames().await("message").data().getJsonObject("message").getString("content"));
        }
        assertEquals(content, berth.messages(id).getJsonObject(0).getString("content"));
    }

    @Test
    @DisplayName("gets its own number, in the order of the answers (P2)")
    void numbers() {
        JsonObject first = berth.store(id, "a");
        JsonObject second = berth.store(id, "b");
        assertTrue(second.getInt("seq") > first.getInt("seq"));
        assertNotEquals(first.getString("id"), second.getString("id"));
    }
}
