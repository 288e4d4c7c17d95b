package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("One session")
class SessionsIT {

    private final Berth berth = SharedServer.berth();

    @Test
    @DisplayName("is created with 201, its Location and all its members")
    void create() {
        JsonObject wish = Json.object("repoOwner", "octo", "repoName", "hello.world", "title", "First", "mode", "plan");
        Reply reply = berth.post("/sessions", wish).expect(201);
        JsonObject session = reply.object();
        String id = session.getString("id");
        assertTrue(id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), id);
        assertTrue(reply.header("Location").endsWith("/api/sessions/" + id), reply.header("Location"));
        assertEquals("local octo hello.world First active idle plan", String.join(" ", session.getString("userId"),
                session.getString("repoOwner"), session.getString("repoName"), session.getString("title"), session.getString("status"),
                session.getString("activity"), session.getString("mode")));
        assertEquals(JsonValue.NULL, session.get("archivedAt"));
        assertTrue(session.getInt("lastActivity") >= session.getInt("createdAt") && session.getInt("seq") >= 0);
    }

    @Test
    @DisplayName("is found with the number of its messages")
    void get() {
        String id = berth.newSession();
        assertEquals(0, berth.session(id).getInt("messageCount"));
        berth.store(id, "one");
        berth.store(id, "two");
        assertEquals(2, berth.session(id).getInt("messageCount"));
    }

    @Test
    @DisplayName("takes an id that is given, once")
    void givenId() {
        String id = Berth.newId();
        JsonObject wish = Json.object("repoOwner", "octo", "repoName", "berth", "id", id);
        assertEquals(id, berth.post("/sessions", wish).expect(201).object().getString("id"));
        Problems.assertProblem(409, "", berth.post("/sessions", wish));
    }

    @Test
    @DisplayName("is the same one for a repeated Idempotency-Key")
    void idempotencyKey() {
        JsonObject wish = Json.object("repoOwner", "octo", "repoName", "berth");
        String key = Berth.newId();
        String first = berth.post("/sessions", wish, "Idempotency-Key", key).expect(201).object().getString("id");
        Reply again = berth.post("/sessions", wish, "Idempotency-Key", key);
        assertEquals(2, again.status() / 100, again.body());
        assertEquals(first, again.object().getString("id"));
        String other = berth.post("/sessions", wish, "Idempotency-Key", Berth.newId()).expect(201).object().getString("id");
        assertNotEquals(first, other);
    }

    @Test
    @DisplayName("is renamed and changed by PATCH, and everyone who follows is told")
    void patch() {
        String id = berth.newSession();
        try (FollowSocket follower = berth.socket(id, "")) {
            follower.ready();
            JsonObject changed = berth.patch("/sessions/" + id, Json.object("title", "New name", "mode", "plan")).expect(200).object();
            assertEquals("New name plan", changed.getString("title") + " " + changed.getString("mode"));
            JsonObject told = follower.frames().await("session").data().getJsonObject("session");
            assertEquals("New name", told.getString("title"));
        }
        assertEquals("New name", berth.session(id).getString("title"));
        assertEquals("octo", berth.session(id).getString("repoOwner"));
    }

    @Test
    @DisplayName("is changed with If-Match only when nobody changed it before")
    void ifMatch() {
        String id = berth.newSession();
        String etag = berth.get("/sessions/" + id).expect(200).header("ETag");
        assertTrue(etag.matches("(W/)?\".+\""), etag);
        String next = berth.patch("/sessions/" + id, Json.object("title", "a"), "If-Match", etag).expect(200).header("ETag");
        assertNotEquals(etag, next);
        Problems.assertProblem(412, "If-Match", berth.patch("/sessions/" + id, Json.object("title", "b"), "If-Match", etag));
        assertEquals("a", berth.session(id).getString("title"));
        berth.patch("/sessions/" + id, Json.object("title", "c"), "If-Match", berth.get("/sessions/" + id).header("ETag")).expect(200);
    }

    @Test
    @DisplayName("is deleted with 204, is 404 from then on, and its followers are closed with 4004")
    void delete() throws Exception {
        String id = berth.newSession();
        berth.store(id, "gone soon");
        try (FollowSocket socket = berth.socket(id, ""); FollowEvents events = berth.events("/sessions/" + id + "/events")) {
            socket.ready();
            berth.delete("/sessions/" + id).expect(204);
            assertEquals(4004, socket.awaitClose());
            events.frames().awaitEnd();
        }
        Problems.assertProblem(404, "session", berth.get("/sessions/" + id));
        Problems.assertProblem(404, "session", berth.delete("/sessions/" + id));
        Problems.assertProblem(404, "session", berth.patch("/sessions/" + id, Json.object("title", "x")));
        Problems.assertProblem(404, "session", berth.get("/sessions/" + id + "/tasks"));
        assertTrue(DataFolder.of(SharedServer.data()).files(id).isEmpty(), "files are left");
    }

    @Test
    @DisplayName("that is archived takes nothing more (409), shows what it has, and can be made active again")
    void archive() {
        String id = berth.newSession();
        berth.store(id, "before");
        JsonObject archived = berth.patch("/sessions/" + id, Json.object("status", "archived")).expect(200).object();
        assertEquals("archived", archived.getString("status"));
        assertTrue(archived.getInt("archivedAt") >= archived.getInt("createdAt"));
        Problems.assertProblem(409, "archived", berth.post("/chat/" + id, Json.object("content", "no")));
        Problems.assertProblem(409, "archived", berth.post("/chat/" + id + "?wait=false", Json.object("content", "no")));
        Problems.assertProblem(409, "archived", berth.post("/sessions/" + id + "/messages", Json.object("role", "user", "content", "no")));
        Problems.assertProblem(409, "archived", berth.post("/sessions/" + id + "/tasks", Json.object("title", "no")));
        assertEquals(1, berth.messages(id).size());
        JsonObject active = berth.patch("/sessions/" + id, Json.object("status", "active")).expect(200).object();
        assertEquals(JsonValue.NULL, active.get("archivedAt"));
        berth.store(id, "after");
    }

    @Test
    @DisplayName("with an id nobody knows is made on the first use in local mode, but not by looking (first design)")
    void firstUse() {
        String id = Berth.newId();
        assertEquals("[]", berth.get("/chat/" + id + "/messages").expect(200).body());
        assertEquals("[]", berth.get("/sessions/" + id + "/messages").expect(200).body());
        Problems.assertProblem(404, "session", berth.get("/sessions/" + id));
        berth.store(id, "hello");
        JsonObject session = berth.session(id);
        assertEquals("local/" + id, session.getString("repoOwner") + "/" + session.getString("repoName"));
        String chatted = Berth.newId();
        berth.promptToEnd(chatted, "hello");
        assertEquals(2, berth.session(chatted).getInt("messageCount"));
        String followed = Berth.newId();
        try (FollowSocket socket = berth.socket(followed, "")) {
            assertEquals(followed, socket.ready().getJsonObject("session").getString("id"));
        }
        assertFalse(berth.session(followed).isEmpty());
    }
}
