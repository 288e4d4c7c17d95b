package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A task")
class TasksIT {

    private final Berth berth = SharedServer.berth();
    private final String id = berth.newSession();
    private final String path = "/sessions/" + id + "/tasks";

    @Test
    @DisplayName("is added with 201 and its standard values, and is listed in the order of its adding")
    void add() {
        assertEquals("[]", berth.get(path).expect(200).body());
        JsonObject task = berth.post(path, Json.object("title", "Write it")).expect(201).object();
        assertEquals("Write it pending build", String.join(" ", task.getString("title"), task.getString("status"), task.getString("mode")));
        assertEquals(JsonValue.NULL, task.get("completedAt"));
        assertTrue(task.getInt("seq") > 0 && task.getInt("createdAt") > 0);
        berth.post(path, Json.object("title", "Try it", "description", "twice", "status", "in_progress", "mode", "plan")).expect(201);
        assertEquals(List.of("Write it", "Try it"), Json.texts(berth.get(path).array(), "title"));
    }

    @Test
    @DisplayName("changes only what is named, and is completed at a time")
    void change() {
        JsonObject task = berth.post(path, Json.object("title", "Write it", "description", "well")).expect(201).object();
        String one = path + "/" + task.getString("id");
        JsonObject done = berth.patch(one, Json.object("status", "completed")).expect(200).object();
        assertEquals("Write it well completed",
                String.join(" ", done.getString("title"), done.getString("description"), done.getString("status")));
        assertTrue(done.getInt("completedAt") >= done.getInt("createdAt") && done.getInt("seq") > task.getInt("seq"));
        JsonObject open = berth.patch(one, Json.object("status", "pending", "title", "Again")).expect(200).object();
        assertEquals(JsonValue.NULL, open.get("completedAt"));
        assertEquals(Json.array(open), berth.get(path).array());
    }

    @Test
    @DisplayName("is removed with 204, and is 404 from then on")
    void remove() {
        String one = path + "/" + berth.post(path, Json.object("title", "x")).expect(201).object().getString("id");
        berth.delete(one).expect(204);
        assertEquals("[]", berth.get(path).body());
        Problems.assertProblem(404, "task", berth.delete(one));
        Problems.assertProblem(404, "task", berth.patch(one, Json.object("title", "y")));
    }

    @Test
    @DisplayName("is told to everyone who follows, when it comes, changes and goes (P2)")
    void told() {
        try (FollowSocket follower = berth.socket(id, "")) {
            follower.ready();
            JsonObject task = berth.post(path, Json.object("title", "x")).expect(201).object();
            String one = path + "/" + task.getString("id");
            JsonObject changed = berth.patch(one, Json.object("title", "y")).expect(200).object();
            berth.delete(one).expect(204);
            Frame gone = follower.frames().await("task-deleted");
            assertEquals(task.getString("id"), gone.data().getString("taskId"));
            List<JsonObject> told = follower.frames().ofType("task").stream().map(frame -> frame.data().getJsonObject("task")).toList();
            assertEquals(List.of(task, changed), told);
        }
    }

    @Test
    @DisplayName("is counted in its session, done and in all, unless it is cancelled")
    void counted() {
        assertEquals(Json.object("done", 0, "total", 0), tasksOf(berth.session(id)));
        String one = path + "/" + berth.post(path, Json.object("title", "x")).expect(201).object().getString("id");
        String two = path + "/" + berth.post(path, Json.object("title", "y")).expect(201).object().getString("id");
        berth.patch(one, Json.object("status", "completed")).expect(200);
        assertEquals(Json.object("done", 1, "total", 2), tasksOf(berth.session(id)));
        berth.patch(two, Json.object("status", "cancelled")).expect(200);
        assertEquals(Json.object("done", 1, "total", 1), tasksOf(berth.session(id)));
        berth.promptToEnd(id, "/task Mend the engine");
        assertEquals(Json.object("done", 1, "total", 2), tasksOf(berth.session(id)));
        berth.delete(one).expect(204);
        assertEquals(Json.object("done", 0, "total", 1), tasksOf(berth.session(id)));
        try (FollowSocket follower = berth.socket(id, "?after=0")) {
            assertEquals(Json.object("done", 0, "total", 1), tasksOf(follower.ready().getJsonObject("session")));
            berth.patch("/sessions/" + id, Json.object("title", "Counted")).expect(200);
            Frame renamed = follower.frames().await("the new title", frame -> frame.data().toString().contains("Counted"));
            assertEquals(Json.object("done", 0, "total", 1), tasksOf(renamed.data().getJsonObject("session")));
        }
    }

    private static JsonObject tasksOf(JsonObject session) {
        return session.getJsonObject("tasks");
    }

    @Test
    @DisplayName("is refused when it has no title, a status or a mode that is none, or is no task")
    void refused() {
        Problems.assertProblem(400, "title", berth.post(path, Json.object("description", "x")));
        Problems.assertProblem(400, "title", berth.post(path, Json.object("title", " ")));
        Problems.assertProblem(400, "title", berth.post(path, Json.object("title", 5)));
        Problems.assertProblem(400, "status", berth.post(path, Json.object("title", "x", "status", "done")));
        Problems.assertProblem(400, "mode", berth.post(path, Json.object("title", "x", "mode", "fly")));
        Problems.assertProblem(404, "task", berth.patch(path + "/nobody", Json.object("title", "x")));
        assertEquals("[]", berth.get(path).body());
    }
}
