package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Turns")
class TurnsIT {

    private final Berth berth = SharedServer.berth();
    private final String id = berth.newSession();

    @AfterEach
    void delete() {
        berth.delete("/sessions/" + id).expect(204);
    }

    @Test
    @DisplayName("wait in a queue while one runs, in the order they came, and then run one after the other (P4)")
    void queue() {
        String running = berth.prompt(id, Words.of(60)).getString("turnId");
        JsonObject second = berth.prompt(id, "two");
        JsonObject third = berth.prompt(id, "three");
        assertEquals("1 2", second.getInt("position") + " " + third.getInt("position"));
        assertEquals(List.of(running, second.getString("turnId"), third.getString("turnId")), Json.texts(berth.turns(id), "id"));
        berth.awaitTurn(id, third.getString("turnId"), "completed");
        List<String> contents = Json.texts(berth.messages(id), "content");
        assertEquals(6, contents.size());
        assertEquals(List.of("two", "three"), contents.subList(4, 6));
        for (JsonValue turn : berth.turns(id)) {
            assertEquals("completed", turn.asJsonObject().getString("state"));
            assertTrue(turn.asJsonObject().getInt("endedAt") >= turn.asJsonObject().getInt("startedAt"));
        }
    }

    @Test
    @DisplayName("that wait can be reordered, and everyone sees the new places (P4)")
    void reorder() {
        berth.prompt(id, Words.MANY);
        String second = berth.prompt(id, "two").getString("turnId");
        String third = berth.prompt(id, "three").getString("turnId");
        try (FollowSocket follower = berth.socket(id, "")) {
            follower.ready();
            JsonObject moved = berth.patch("/sessions/" + id + "/turns/" + third, Json.object("position", 1)).expect(200).object();
            assertEquals(1, moved.getInt("position"));
            follower.frames().await("the other's new place", frame -> frame.turnState(second).equals("queued")
                    && frame.data().getJsonObject("turn").getInt("position") == 2);
        }
        assertEquals(List.of(third, second), queued());
        Problems.assertProblem(400, "position", berth.patch("/sessions/" + id + "/turns/" + third, Json.object("position", 9)));
        Problems.assertProblem(400, "position", berth.patch("/sessions/" + id + "/turns/" + third, Json.object("position", "first")));
        Problems.assertProblem(404, "turn", berth.patch("/sessions/" + id + "/turns/nobody", Json.object("position", 1)));
        assertEquals(List.of(third, second), queued());
    }

    @Test
    @DisplayName("that wait can be given other words, which everyone sees at once and with which they run (P1, P2, P4)")
    void rewrite() {
        berth.prompt(id, Words.MANY);
        String second = berth.prompt(id, "two").getString("turnId");
        JsonObject third = berth.prompt(id, "three");
        String path = "/sessions/" + id + "/turns/" + third.getString("turnId");
        try (FollowSocket follower = berth.socket(id, ""); FollowEvents again = berth.events("/sessions/" + id + "/events?after=0")) {
            follower.ready();
            berth.patch(path, Json.object("content", "3", "position", 1)).expect(200);
            JsonObject told = follower.frames().await("the new words",
                    frame -> frame.is("message") && frame.data().getJsonObject("message").getString("content").equals("3")).data();
            JsonObject message = told.getJsonObject("message");
            assertEquals(third.getString("messageId"), message.getString("id"));
            assertEquals(third.getInt("seq"), message.getInt("seq"));
            assertTrue(told.getInt("seq") > message.getInt("seq"));
            again.frames().await("the new words", frame -> frame.data().equals(told));
            assertTrue(berth.messages(id).contains(message));
        }
        assertEquals(List.of(third.getString("turnId"), second), queued());
        berth.post("/sessions/" + id + "/stop").expect(200);
        berth.awaitTurn(id, second, "completed");
        List<String> contents = Json.texts(berth.messages(id), "content");
        assertEquals(List.of("3", "two"), contents.subList(contents.size() - 2, contents.size()));
        assertFalse(contents.contains("three"), contents.toString());
        Problems.assertProblem(409, "completed", berth.patch(path, Json.object("content", "too late")));
        assertEquals(contents, Json.texts(berth.messages(id), "content"));
    }

    @Test
    @DisplayName("that wait keep their words when the new ones, or the new place, are wrong")
    void wrongWords() {
        String running = berth.prompt(id, Words.MANY).getString("turnId");
        String path = "/sessions/" + id + "/turns/" + berth.prompt(id, "two").getString("turnId");
        String before = berth.messages(id).getJsonObject(1).toString();
        Problems.assertProblem(400, "content", berth.patch(path, Json.object("content", " \n")));
        Problems.assertProblem(400, "content", berth.patch(path, Json.object("content", 5)));
        Problems.assertProblem(400, "content", berth.patch(path, Json.object("content", null)));
        Problems.assertProblem(400, "position", berth.patch(path, Json.object("content", "other", "position", 9)));
        Problems.assertProblem(413, "", berth.patch(path, Json.object("content", "x".repeat(65_536))));
        Problems.assertProblem(409, "running", berth.patch("/sessions/" + id + "/turns/" + running, Json.object("content", "x")));
        Problems.assertProblem(404, "turn", berth.patch("/sessions/" + id + "/turns/nobody", Json.object("content", "x")));
        berth.patch("/sessions/" + id, Json.object("status", "archived")).expect(200);
        Problems.assertProblem(409, "archived", berth.patch(path, Json.object("content", "other")));
        assertTrue(berth.messages(id).stream().anyMatch(message -> message.toString().equals(before)));
    }

    @Test
    @DisplayName("that wait can be removed, and never run (P4)")
    void remove() {
        String running = berth.prompt(id, Words.MANY).getString("turnId");
        String second = berth.prompt(id, "two").getString("turnId");
        String third = berth.prompt(id, "three").getString("turnId");
        berth.delete("/sessions/" + id + "/turns/" + second).expect(204);
        assertEquals(List.of(third), queued());
        assertEquals(1, berth.turn(id, third).getInt("position"));
        assertEquals(409, berth.delete("/sessions/" + id + "/turns/" + running).status());
        assertEquals(404, berth.delete("/sessions/" + id + "/turns/nobody").status());
        berth.post("/sessions/" + id + "/stop").expect(200);
        berth.awaitTurn(id, third, "completed");
        assertFalse(Json.texts(berth.messages(id), "content").contains("two"));
    }

    @Test
    @DisplayName("beyond the queue's limit are refused with 429 and Retry-After, and leave no message")
    void full() {
        berth.prompt(id, Words.MANY);
        for (int i = 0; i < 5; i++) {
            assertEquals(i + 1, berth.prompt(id, "queued " + i).getInt("position"));
        }
        JsonObject wish = Json.object("content", "too much");
        for (Reply refused : List.of(berth.post("/chat/" + id + "?wait=false", wish), berth.post("/chat/" + id, wish))) {
            Problems.assertProblem(429, "queue", refused);
            assertTrue(Integer.parseInt(refused.header("Retry-After")) > 0);
        }
        assertFalse(Json.texts(berth.messages(id), "content").contains("too much"));
        assertEquals(5, queued().size());
    }

    @Test
    @DisplayName("are stopped at once; what was said stays in one message, and the next one runs (P4)")
    void stop() {
        String running;
        try (FollowSocket follower = berth.socket(id, "")) {
            follower.ready();
            running = berth.prompt(id, Words.MANY).getString("turnId");
            follower.frames().await("message-delta");
            String next = berth.prompt(id, "next").getString("turnId");
            JsonObject stopped = berth.post("/sessions/" + id + "/stop").expect(200).object();
            assertEquals(running + " stopped", stopped.getString("id") + " " + stopped.getString("state"));
            follower.frames().awaitTurn(running, "stopped");
            follower.frames().awaitTurn(next, "completed");
        }
        JsonArray messages = berth.messages(id);
        List<JsonObject> answers = messages.getValuesAs(JsonObject.class).stream()
                .filter(m -> m.getString("role").equals("assistant") && m.getString("turnId", "").equals(running)).toList();
        assertEquals(1, answers.size(), messages.toString());
        String partial = answers.get(0).getString("content");
        assertTrue(!partial.isEmpty() && partial.length() < Words.MANY.length() && Words.MANY.startsWith(partial), partial);
        assertEquals("complete", answers.get(0).getJsonArray("parts").getJsonObject(0).getString("state"));
    }

    @Test
    @DisplayName("that have ended are not stopped again: the same answer for whoever says stop")
    void stopTwice() {
        String turnId = berth.prompt(id, Words.MANY).getString("turnId");
        for (int i = 0; i < 3; i++) {
            JsonObject stopped = berth.post("/sessions/" + id + "/stop").expect(200).object();
            assertEquals(turnId + " stopped", stopped.getString("id") + " " + stopped.getString("state"));
        }
        assertEquals("idle", berth.session(id).getString("activity"));
    }

    @Test
    @DisplayName("that were stopped run again by retry, and to their end; what was said before stays (P1)")
    void retry() {
        String said = Words.of(60);
        String turnId = berth.prompt(id, said).getString("turnId");
        try (FollowSocket follower = berth.socket(id, "?after=0")) {
            follower.frames().await("an answer", frame -> frame.is("message")
                    && frame.data().getJsonObject("message").getString("role").equals("assistant"));
        }
        berth.post("/sessions/" + id + "/stop").expect(200);
        String partial = berth.messages(id).getJsonObject(1).getString("content");
        JsonObject again = berth.post("/sessions/" + id + "/turns/" + turnId + "/retry").expect(200).object();
        assertEquals(turnId + " running", again.getString("id") + " " + again.getString("state"));
        berth.awaitTurn(id, turnId, "completed");
        List<String> contents = Json.texts(berth.messages(id), "content");
        assertTrue(contents.contains(partial) && contents.lastIndexOf(said) == contents.size() - 1, contents.toString());
    }

    @Test
    @DisplayName("that have completed, run or wait cannot be retried: 409")
    void retryWhat() {
        String completed = berth.promptToEnd(id, "hello").getString("id");
        assertEquals(409, berth.post("/sessions/" + id + "/turns/" + completed + "/retry").status());
        String running = berth.prompt(id, Words.MANY).getString("turnId");
        assertEquals(409, berth.post("/sessions/" + id + "/turns/" + running + "/retry").status());
        String waiting = berth.prompt(id, "later").getString("turnId");
        assertEquals(409, berth.post("/sessions/" + id + "/turns/" + waiting + "/retry").status());
        Problems.assertProblem(404, "turn", berth.post("/sessions/" + id + "/turns/nobody/retry"));
    }

    @Test
    @DisplayName("show in the session's activity while they run")
    void activity() {
        berth.prompt(id, Words.MANY);
        assertEquals("running", berth.session(id).getString("activity"));
        berth.post("/sessions/" + id + "/stop").expect(200);
        assertEquals("idle", berth.session(id).getString("activity"));
    }

    private List<String> queued() {
        return berth.turns(id).getValuesAs(JsonObject.class).stream().filter(turn -> turn.getString("state").equals("queued"))
                .map(turn -> turn.getString("id")).toList();
    }
}
