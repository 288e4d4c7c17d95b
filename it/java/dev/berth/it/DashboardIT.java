package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The dashboard's stream")
class DashboardIT {

    private final Berth berth = SharedServer.berth();
    private final String user = Berth.newId();

    @Test
    @DisplayName("tells of a session that comes, works, rests, is renamed and goes")
    void life() {
        try (FollowEvents stream = berth.events("/events?userId=" + user)) {
            assertEquals(200, stream.status());
            assertEquals("no-cache, no-transform", stream.headers().firstValue("Cache-Control").orElse(""));
            String id = berth.newSession(user);
            awaitSession(stream, id, "activity", "idle");
            berth.prompt(id, Words.of(60));
            awaitSession(stream, id, "activity", "running");
            int working = stream.frames().all().size();
            stream.frames().await("rest", frame -> stream.frames().all().indexOf(frame) >= working - 1 && is(frame, id, "activity",
                    "idle"));
            berth.patch("/sessions/" + id, Json.object("title", "Renamed")).expect(200);
            awaitSession(stream, id, "title", "Renamed");
            berth.delete("/sessions/" + id).expect(204);
            assertEquals(id, stream.frames().await("session-deleted").data().getString("sessionId"));
        }
    }

    @Test
    @DisplayName("tells how far the tasks of a session are whenever one of them comes, changes or goes, the agent's too")
    void tasks() {
        String id = berth.newSession(user);
        String path = "/sessions/" + id + "/tasks";
        try (FollowEvents stream = berth.events("/events?userId=" + user)) {
            String task = path + "/" + berth.post(path, Json.object("title", "x")).expect(201).object().getString("id");
            awaitTasks(stream, 0, 1);
            berth.patch(task, Json.object("status", "completed")).expect(200);
            awaitTasks(stream, 1, 1);
            berth.promptToEnd(id, "/task Mend the engine");
            awaitTasks(stream, 1, 2);
            berth.delete(task).expect(204);
            awaitTasks(stream, 0, 1);
        }
    }

    private static void awaitTasks(FollowEvents stream, int done, int total) {
        Await.until(done + " of " + total, () -> {
            List<Frame> told = stream.frames().ofType("session");
            return told.isEmpty() ? Json.object() : told.get(told.size() - 1).data().getJsonObject("session").getJsonObject("tasks");
        }, Json.object("done", done, "total", total)::equals);
    }

    @Test
    @DisplayName("tells of a session that goes although nobody has used it since it was made")
    void unusedGoes() {
        String id = berth.newSession(user);
        try (FollowEvents stream = berth.events("/events?userId=" + user)) {
            berth.delete("/sessions/" + id).expect(204);
            assertEquals(id, stream.frames().await("session-deleted").data().getString("sessionId"));
        }
    }

    @Test
    @DisplayName("has its headers out before the first event, and does not wait for a heartbeat to send them")
    void headers() {
        Reply head = new RawHttp(berth.port()).head("/api/events?userId=" + user);
        assertEquals(200, head.status());
        assertEquals("no-cache, no-transform", head.header("Cache-Control"));
    }

    @Test
    @DisplayName("tells of nobody else's sessions")
    void ownOnly() {
        try (FollowEvents stream = berth.events("/events?userId=" + user)) {
            String other = berth.newSession(Berth.newId());
            berth.store(other, "secret");
            String mine = berth.newSession(user);
            awaitSession(stream, mine, "id", mine);
            assertFalse(stream.frames().all().toString().contains(other));
        }
    }

    @Test
    @DisplayName("shows the same session that GET shows, in the end")
    void latest() {
        try (FollowEvents stream = berth.events("/events?userId=" + user)) {
            String id = berth.newSession(user);
            berth.promptToEnd(id, "hello");
            JsonObject session = berth.session(id);
            stream.frames().await("the latest state", frame -> frame.is("session")
                    && frame.data().getJsonObject("session").getInt("seq") == session.getInt("seq"));
            assertTrue(stream.frames().ofType("session").stream().allMatch(frame ->
                    frame.data().getJsonObject("session").getString("userId").equals(user)));
        }
    }

    private static void awaitSession(FollowEvents stream, String id, String member, String value) {
        stream.frames().await(member + " " + value, frame -> is(frame, id, member, value));
    }

    private static boolean is(Frame frame, String id, String member, String value) {
        JsonObject session = frame.is("session") ? frame.data().getJsonObject("session") : null;
        return session != null && session.getString("id").equals(id) && value.equals(session.getString(member, null));
    }
}
