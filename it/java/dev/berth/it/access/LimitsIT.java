package dev.berth.it.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.Await;
import dev.berth.it.Berth;
import dev.berth.it.FollowEvents;
import dev.berth.it.FollowSocket;
import dev.berth.it.Json;
import dev.berth.it.OwnServer;
import dev.berth.it.Problems;
import dev.berth.it.RawHttp;
import dev.berth.it.Reply;
import jakarta.json.JsonObject;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** T29. The server is a trusted service's, and the limits are given, so that they hold for whom it acts. */
@DisplayName("Whoever takes more than the limits give")
class LimitsIT {

    private static final String SECRET = "the-secret-of-the-limits-0123456789abcdef";
    private static final int WRITES = 30;
    private static final int STREAMS = 20;
    private static final int SESSION_STREAMS = 6;
    private static final int SESSIONS = 8;
    private static final int ATTEMPTS = Integer.getInteger("berth.it.streams", 1_000);

    private static OwnServer server;

    private final Berth berth = server.berth().as(SECRET);
    private final String ann = "?userId=" + Berth.newId();
    private final String bob = "?userId=" + Berth.newId();
    private final List<FollowEvents> open = new ArrayList<>();

    @BeforeAll
    static void start() {
        server = new OwnServer("berth.api-secret", SECRET, "berth.echo.pause", "5ms", "berth.limits.writes", Integer.toString(WRITES),
                "berth.limits.streams", Integer.toString(STREAMS), "berth.limits.session-streams", Integer.toString(SESSION_STREAMS),
                "berth.limits.sessions", Integer.toString(SESSIONS), "berth.limits.session-bytes", "1048576").start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() {
        open.forEach(FollowEvents::close);
    }

    @Test
    @DisplayName("by changing too much is told to wait, and for how long; reading goes on, and so does everybody else")
    void writes() {
        String id = session(ann);
        Reply refused = Await.until("the end of ann's patience", () -> store(ann, id, "x"), reply -> reply.status() != 201);
        Problems.assertProblem(429, WRITES + " changes a minute", refused);
        int seconds = Integer.parseInt(refused.header("Retry-After"));
        assertTrue(seconds >= 1 && seconds <= 60, () -> seconds + " s");
        berth.get("/sessions/" + id + ann).expect(200);
        store(bob, session(bob), "x").expect(201);
        Await.until("ann's turn", () -> store(ann, id, "x").status() == 201);
    }

    @Test
    @DisplayName("by speaking too much over a WebSocket is told so by an error that names the prompt; the connection stays")
    void frames() {
        String id = session(ann);
        try (FollowSocket socket = berth.socket(id, ann)) {
            socket.ready();
            for (int i = 0; i < WRITES * 2; i++) {
                socket.send(Json.object("type", "wave"));
            }
            socket.send(Json.object("type", "prompt", "content", "hello", "clientMessageId", "c-1")).send(Json.object("type", "ping"));
            socket.frames().await("the refusal", frame -> frame.type().equals("error")
                    && frame.data().getString("error").contains("a minute"));
            socket.frames().await("pong");
            JsonObject error = socket.frames().await("that of the prompt", frame -> frame.data().containsKey("clientMessageId")
                    || frame.type().equals("turn")).data();
            assertTrue(error.containsKey("turn") || error.getString("clientMessageId").equals("c-1"), error.toString());
            assertTrue(socket.isOpen());
        }
    }

    @Test
    @DisplayName("by following too much is refused before the stream begins, a thousand times; everybody else is let in")
    void streams() {
        List<String> ids = List.of(session(ann), session(ann), session(ann), session(ann));
        int[] counts = new int[2];
        for (int i = 0; i < ATTEMPTS; i++) {
            // Many of one session first, then of all.
            follow("/sessions/" + ids.get(i < ATTEMPTS / 2 ? 0 : i % ids.size()) + "/events" + ann, counts);
            if (i == ATTEMPTS / 2 - 1) {
                assertEquals(SESSION_STREAMS, counts[0]);
            }
        }
        System.out.println("LimitsIT: " + counts[0] + " streams, " + counts[1] + " refused");
        assertEquals(STREAMS, counts[0]);
        assertEquals(ATTEMPTS - STREAMS, counts[1]);
        Throwable failure = assertThrows(CompletionException.class, () -> berth.socket(ids.get(0), ann)).getCause();
        assertEquals(429, ((WebSocketHandshakeException) failure).getResponse().statusCode());
        open.add(berth.events("/sessions/" + session(bob) + "/events" + bob).expect(200));
        assertEquals(429, berth.get("/events" + ann).status());
        open.remove(0).close();
        Await.until("room", () -> {
            try (FollowEvents again = berth.events("/events" + ann)) {
                return again.status() == 200;
            }
        });
    }

    @Test
    @DisplayName("by filling a session is refused there with 413, and reads it as before; other sessions do not notice")
    void full() {
        String id = berth.newSession();
        String large = "x".repeat(60_000);
        Reply refused = Await.until("a full session", () -> berth.post("/sessions/" + id + "/messages", user(large)),
                reply -> reply.status() != 201);
        Problems.assertProblem(413, "full", refused);
        assertFalse(berth.messages(id).isEmpty());
        store(ann, session(ann), large).expect(201);
    }

    @Test
    @DisplayName("by making too many sessions is refused, until some are deleted; everybody else makes theirs")
    void sessions() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            ids.add(session(ann));
        }
        Problems.assertProblem(429, SESSIONS + " sessions", create(ann));
        session(bob);
        berth.delete("/sessions/" + ids.get(0) + ann).expect(204);
        session(ann);
    }

    @Test
    @DisplayName("by small frames that would become large ones is not taken at his word: nothing is ever unpacked")
    void deflate() {
        String id = session(ann);
        Reply reply = new RawHttp(server.berth().port()).get("/api/sessions/" + id + "/websocket" + ann, "Authorization: Bearer " + SECRET,
                "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits, x-webkit-deflate-frame");
        assertEquals(101, reply.status());
        assertEquals("", reply.header("Sec-WebSocket-Extensions"));
    }

    private void follow(String path, int[] counts) {
        FollowEvents stream = berth.events(path);
        if (stream.status() == 200) {
            counts[0]++;
            open.add(stream);
        } else {
            assertEquals(429, stream.status());
            assertTrue(stream.headers().firstValueAsLong("Retry-After").orElse(0) > 0);
            counts[1]++;
            stream.close();
        }
    }

    private String session(String who) {
        return create(who).expect(201).object().getString("id");
    }

    private Reply create(String who) {
        return berth.post("/sessions" + who, Json.object("repoOwner", "a", "repoName", "b"));
    }

    private Reply store(String who, String id, String text) {
        return berth.post("/sessions/" + id + "/messages" + who, user(text));
    }

    private static JsonObject user(String text) {
        return Json.object("role", "user", "content", text);
    }
}
