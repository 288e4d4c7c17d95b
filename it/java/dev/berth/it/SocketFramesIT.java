package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a client says over a WebSocket")
class SocketFramesIT {

    private static final String[] UPGRADE = {"Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="};

    private final Berth berth = SharedServer.berth();
    private final String id = berth.newSession();

    @Test
    @DisplayName("ping is answered with pong, to the sender alone")
    void ping() {
        try (FollowSocket one = berth.socket(id, ""); FollowSocket other = berth.socket(id, "")) {
            one.ready();
            other.ready();
            one.send(Json.object("type", "ping"));
            assertEquals(Json.object("type", "pong"), one.frames().await("pong").data());
            one.send(Json.object("type", "after-ping"));
            other.frames().await("echo");
            assertTrue(other.frames().ofType("pong").isEmpty());
        }
    }

    @Test
    @DisplayName("what nobody knows is echoed to the whole group, the sender too, unchanged (first design)")
    void echo() {
        try (FollowSocket one = berth.socket(id, ""); FollowSocket other = berth.socket(id, "");
                FollowEvents events = berth.events("/sessions/" + id + "/events")) {
            one.ready();
            other.ready();
            Await.until("the stream's place", () -> !events.lastEventId().isEmpty());
            for (String text : List.of("{\"type\":\"cursor\",\"line\":3,\"deep\":{\"a\":[1,null,\"\ud83d\ude00\"]}}", "[1,2]",
                    "\"just a text\"", "5", "null",
                    "{\"no\":\"type\"}")) {
                JsonValue data = Json.parse(text);
                one.send(text);
                for (Frames frames : List.of(one.frames(), other.frames(), events.frames())) {
                    frames.await("the echo of " + text, frame -> frame.is("echo") && frame.data().get("data").equals(data));
                }
            }
            assertEquals(6, other.frames().ofType("echo").size());
        }
    }

    @Test
    @DisplayName("typing is told to the others, with who it is")
    void typing() {
        try (FollowSocket one = berth.socket(id, "?userId=ann"); FollowSocket other = berth.socket(id, "")) {
            String name = one.ready().getString("connectionId");
            other.ready();
            one.send(Json.object("type", "typing"));
            JsonObject told = other.frames().await("typing").data();
            assertEquals(name + " ann", told.getString("connectionId") + " " + told.getString("userId"));
            one.send(Json.object("type", "ping")).frames().await("pong");
            assertTrue(one.frames().ofType("typing").isEmpty());
        }
    }

    @Test
    @DisplayName("a prompt starts a turn whose answer comes as events; sent again with its clientMessageId it is one turn (P1)")
    void prompt() {
        JsonObject prompt = Json.object("type", "prompt", "content", "hello there", "mode", "plan", "clientMessageId", "c-1");
        try (FollowSocket socket = berth.socket(id, "")) {
            socket.ready();
            socket.send(prompt).send(prompt);
            Frame ended = socket.frames().await("the end", frame -> frame.is("turn") && frame.data().toString().contains("\"completed\""));
            assertEquals("plan", ended.data().getJsonObject("turn").getString("mode"));
            assertEquals(List.of("hello there", "hello there"), Json.texts(berth.messages(id), "content"));
            assertEquals(berth.texts(id), new FollowedText().apply(socket.frames().all()).texts());
        }
    }

    @Test
    @DisplayName("stop stops the turn that runs, from any connection (P4)")
    void stop() {
        try (FollowSocket one = berth.socket(id, ""); FollowSocket other = berth.socket(id, "")) {
            one.ready();
            other.ready();
            one.send(Json.object("type", "prompt", "content", Words.of(2_000)));
            String turnId = other.frames().await("turn").data().getJsonObject("turn").getString("id");
            other.frames().await("message-delta");
            other.send(Json.object("type", "stop"));
            one.frames().awaitTurn(turnId, "stopped");
        }
    }

    @Test
    @DisplayName("what is wrong is answered with an error, and the connection stays")
    void wrong() {
        try (FollowSocket socket = berth.socket(id, "")) {
            socket.ready();
            for (String text : List.of("not json", "{", "", "{\"type\":\"prompt\"}", "{\"type\":\"prompt\",\"content\":\"  \"}",
                    "{\"type\":\"prompt\",\"content\":5}", "{\"type\":\"prompt\",\"content\":\"x\",\"mode\":\"fly\"}",
                    "{\"type\":\"prompt\",\"content\":\"x\",\"files\":[{\"name\":\"a\",\"url\":\"http://localhost/\"}]}",
                    "[".repeat(10_000), "{\"type\":\"prompt\",\"content\":\"\\u0000\"}", "{\"type\":\"prompt\",\"content\":\"\\ud800\"}")) {
                int before = socket.frames().ofType("error").size();
                socket.send(text);
                Await.until("an error for " + text.substring(0, Math.min(60, text.length())),
                        () -> socket.frames().ofType("error").size() == before + 1 || !socket.isOpen());
                assertTrue(socket.isOpen(), "closed by: " + text);
                Problems.assertDiscreet(socket.frames().ofType("error").get(before).data().toString());
            }
            socket.send(Json.object("type", "ping")).frames().await("pong");
            assertEquals("[]", berth.get("/chat/" + id + "/messages").body());
        }
    }

    @Test
    @DisplayName("a frame that is too large closes with 1009, and harms nobody else")
    void tooLarge() throws Exception {
        try (FollowSocket one = berth.socket(id, ""); FollowSocket other = berth.socket(id, "")) {
            one.ready();
            other.ready();
            one.send("{\"type\":\"big\",\"text\":\"" + "x".repeat(20_000) + "\"}");
            assertEquals(1009, one.awaitClose());
            other.send(Json.object("type", "ping")).frames().await("pong");
            assertTrue(other.frames().ofType("echo").isEmpty());
        }
    }

    @Test
    @DisplayName("goodbye is answered in kind, and the others see who went")
    void closing() throws Exception {
        try (FollowSocket one = berth.socket(id, ""); FollowSocket other = berth.socket(id, "")) {
            String name = one.ready().getString("connectionId");
            other.ready();
            assertEquals(1000, one.closeKindly());
            Await.until("who went", () -> {
                List<Frame> told = other.frames().ofType("presence");
                return !told.isEmpty() && !told.get(told.size() - 1).data().toString().contains(name);
            });
        }
    }

    @Test
    @DisplayName("nothing, without an upgrade: 426 Expected WebSocket (first design)")
    void noUpgrade() {
        JsonObject problem = Problems.assertProblem(426, "Expected WebSocket", berth.get("/sessions/" + id + "/websocket"));
        assertEquals("Expected WebSocket", problem.getString("error"));
        Problems.assertProblem(426, "Expected WebSocket", berth.get("/sessions/" + Berth.newId() + "/websocket"));
    }

    @Test
    @DisplayName("a handshake is refused with a status when its cursor, snapshot or id is none, or its session is gone")
    void refusedHandshake() {
        RawHttp raw = new RawHttp(berth.port());
        Problems.assertProblem(400, "after", raw.get("/api/sessions/" + id + "/websocket?after=yesterday", UPGRADE));
        Problems.assertProblem(400, "snapshot", raw.get("/api/sessions/" + id + "/websocket?snapshot=201", UPGRADE));
        Problems.assertProblem(400, "id", raw.get("/api/sessions/-bad/websocket", UPGRADE));
        Problems.assertProblem(404, "session", raw.get("/api/sessions/" + Berth.newId() + "/websocket?after=7", UPGRADE));
        assertEquals(101, raw.get("/api/sessions/" + id + "/websocket", UPGRADE).status());
    }

    @Test
    @DisplayName("bytes that are not UTF-8 end the connection, and nothing else")
    void bytes() {
        try (FollowSocket other = berth.socket(id, "")) {
            other.ready();
            RawSocket raw = RawSocket.open(berth.port(), "/api/sessions/" + id + "/websocket");
            raw.sendText(new byte[] {(byte) 0xc3, (byte) 0x28});
            assertTrue(List.of(1007, 1002).contains(raw.awaitClose()), "close code");
            other.send(Json.object("type", "ping")).frames().await("pong");
        }
    }
}
