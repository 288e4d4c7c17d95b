package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The log of a server")
class LogIT {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final Berth berth = SharedServer.berth();

    @Test
    @DisplayName("holds nothing of what people and agents say, of titles, tokens or addresses, also when something fails")
    void tellTale() throws IOException {
        String tale = "telltale" + UUID.randomUUID().toString().replace("-", "");
        String id = berth.newSession();
        converse(id, tale);
        misuse(id, tale);
        String broken = broken(tale);
        berth.post("/chat/" + broken + "?wait=false", Json.object("content", tale), "X-Request-Id", "before-the-look").expect(503);
        awaitLogged("request=before-the-look");
        assertEquals(List.of(), SharedServer.logs().lines().filter(line -> line.contains(tale)).toList());
    }

    @Test
    @DisplayName("names the session, the request and its trace where a request failed")
    void failed() throws IOException {
        String id = broken("x");
        Reply reply = berth.get("/sessions/" + id, "X-Request-Id", "it-" + id, "traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .expect(503);
        assertEquals("it-" + id, reply.header("X-Request-Id"));
        String line = awaitLogged("A request failed. status=503 method=GET route=/api/sessions/* ", "request=it-" + id);
        assertTrue(line.contains("session=" + id) && line.contains("trace=" + TRACE), line);
        String cause = awaitLogged("The storage of a session failed.", "session=" + id);
        assertTrue(cause.contains("request=it-" + id), cause);
    }

    @Test
    @DisplayName("names the session and the turn where a turn failed, and the request that asked for it")
    void turn() {
        String id = berth.newSession();
        JsonObject accepted = berth.post("/chat/" + id + "?wait=false", Json.object("content", "/fail because of me"),
                "X-Request-Id", "asked-" + id).expect(202).object();
        berth.awaitTurn(id, accepted.getString("turnId"), "failed");
        awaitLogged("A turn has ended. session=" + id + " turn=" + accepted.getString("turnId") + " state=failed request=asked-" + id);
    }

    @Test
    @DisplayName("has a line for each request that was refused, and none that a stranger wrote")
    void refused() {
        RawHttp http = new RawHttp(berth.port());
        String request = "refused-" + UUID.randomUUID();
        Reply reply = http.get("/api/sessions/FORGED?ticket=FORGED", "Host: evil.example", "X-Request-Id: " + request);
        assertEquals(403, reply.status());
        assertEquals(request, reply.header("X-Request-Id"));
        String line = awaitLogged("A request was refused. status=403 method=GET route=/api/sessions/* address=127.0.0.1",
                "request=" + request);
        assertFalse(line.contains("FORGED"), line);
        assertFalse(SharedServer.logs().contains("FORGED"));
    }

    @Test
    @DisplayName("takes no request's id that is not sound; each answer has one of its own then, also a stream's")
    void unsound() {
        for (String unsound : List.of("a b", "<script>", "x".repeat(65))) {
            Reply reply = berth.get("/sessions?limit=1", "X-Request-Id", unsound).expect(200);
            assertTrue(reply.header("X-Request-Id").matches("[0-9a-f]{32}"), reply.header("X-Request-Id"));
        }
        assertNotEquals(berth.get("/sessions?limit=1").header("X-Request-Id"), berth.get("/sessions?limit=1").header("X-Request-Id"));
        try (FollowEvents events = berth.events("/sessions/" + berth.newSession() + "/events", "X-Request-Id", "a-stream").expect(200)) {
            assertEquals("a-stream", events.headers().firstValue("X-Request-Id").orElse(""));
        }
    }

    private void converse(String id, String tale) {
        berth.patch("/sessions/" + id, Json.object("title", tale)).expect(200);
        berth.promptToEnd(id, tale);
        berth.promptToEnd(id, "/tool shell {\"command\": \"" + tale + "\"}");
        berth.promptToEnd(id, "/task " + tale);
        berth.awaitTurn(id, berth.prompt(id, "/fail " + tale).getString("turnId"), "failed");
        berth.prompt(id, "/question " + tale);
        berth.post("/sessions/" + id + "/stop").expect(200);
        try (FollowSocket socket = berth.socket(id, "")) {
            socket.ready();
            socket.send(Json.object("type", "message", "content", tale)).send(tale).send("{\"type\":\"" + tale + "\",");
            socket.send(Json.object("type", "ping"));
            socket.frames().await("pong");
        }
    }

    /** What is refused, each with the word in another place. */
    private void misuse(String id, String tale) {
        berth.get("/sessions?limit=1", "Authorization", "Bearer " + tale, "Cookie", "session=" + tale, "X-Request-Id", tale + "!");
        berth.get("/sessions/" + id + "/events?after=" + tale + "&ticket=" + tale);
        berth.get("/" + tale + "/" + tale).expect(404);
        berth.get("/sessions/" + tale).expect(404);
        berth.post("/chat/" + id, "{\"content\": \"" + tale + "\", ", new String[0]).expect(400);
        berth.post("/chat/" + id, Json.object("content", "ok", "mode", tale)).expect(400);
        berth.post("/sessions", Json.object("repoOwner", tale + " ", "repoName", tale)).expect(400);
        berth.post("/chat/" + id, tale.repeat(5_000)).expect(413);
        new RawHttp(berth.port()).get("/api/" + tale + "?ticket=" + tale, "Host: " + tale, "Origin: https://" + tale);
        new RawHttp(berth.port()).send("POST", "/api/chat/" + id, tale.getBytes(StandardCharsets.UTF_8), "Content-Type: text/" + tale);
    }

    /** A session whose file is no database but a text. @return its id */
    private static String broken(String text) throws IOException {
        String id = "broken-" + UUID.randomUUID();
        Path folder = Files.createDirectories(SharedServer.data().resolve("sessions").resolve(id.substring(0, 2)));
        Files.writeString(folder.resolve(id + ".db"), text.repeat(2_000));
        return id;
    }

    private static String awaitLogged(String... parts) {
        return Await.until("a line with " + String.join(" and ", parts), () -> SharedServer.logs().lines()
                .filter(line -> List.of(parts).stream().allMatch(line::contains)).findFirst().orElse(""), line -> !line.isEmpty());
    }
}
