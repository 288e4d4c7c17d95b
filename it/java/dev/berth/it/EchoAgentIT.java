package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The echo agent")
class EchoAgentIT {

    private final Berth berth = SharedServer.berth();
    private final String id = berth.newSession();

    @Test
    @DisplayName("says every character back, spaces and all")
    void words() {
        String said = "  two  spaces,\n\na line\u00a0 \u3000and\ttabs, \ud83d\udc69\u200d\ud83d\udcbb  ";
        berth.promptToEnd(id, said);
        assertEquals(List.of(said, said), Json.texts(berth.messages(id), "content"));
    }

    @Test
    @DisplayName("shows a tool that goes pending, running, complete, and its result")
    void tool() {
        try (FollowSocket follower = berth.socket(id, "")) {
            follower.ready();
            String turnId = berth.prompt(id, "/tool bash {\"command\":\"ls -l\"}").getString("turnId");
            follower.frames().awaitTurn(turnId, "completed");
            List<String> states = follower.frames().all().stream().map(EchoAgentIT::callState).filter(s ->
                    !s.isEmpty()).distinct().toList();
            assertEquals(List.of("pending", "running", "complete"), states);
        }
        JsonArray parts = berth.messages(id).getJsonObject(1).getJsonArray("parts");
        JsonObject call = parts.getJsonObject(0);
        JsonObject result = parts.getJsonObject(1);
        assertEquals("tool-call bash complete", String.join(" ", call.getString("type"), call.getString("toolName"),
                call.getString("state")));
        assertEquals("ls -l", call.getJsonObject("toolInput").getString("command"));
        assertEquals("tool-result complete", result.getString("type") + " " + result.getString("state"));
        assertEquals(call.getString("toolCallId"), result.getString("toolCallId"));
        assertTrue(result.get("toolOutput").toString().contains("ls -l"));
    }

    @Test
    @DisplayName("fails the turn with a reason, in the stream, in the turn and in the answer; retry works")
    void fail() {
        String turnId;
        try (FollowEvents chat = berth.chat(id, "/fail The engine is gone.")) {
            chat.frames().awaitEnd();
            JsonObject done = chat.frames().await("done").data();
            turnId = done.getString("turnId");
            assertEquals("failed", done.getString("state"));
        }
        assertEquals("The engine is gone.", berth.turn(id, turnId).getString("reason"));
        assertEquals("failed", berth.session(id).getString("activity"));
        JsonObject error = berth.messages(id).getJsonObject(1).getJsonArray("parts").getJsonObject(0);
        assertEquals("error The engine is gone.", error.getString("type") + " " + error.getString("content"));
        berth.post("/sessions/" + id + "/turns/" + turnId + "/retry").expect(200);
        berth.awaitTurn(id, turnId, "failed");
        berth.promptToEnd(id, "on we go");
        assertEquals("idle", berth.session(id).getString("activity"));
    }

    @Test
    @DisplayName("names the files that come with a prompt, by POST and over a WebSocket; they stay with the message (P1)")
    void files() {
        JsonArray files = Json.array(Json.object("name", "a.png", "url", "data:image/png;base64,iVBORw0KGgo="),
                Json.object("name", "b.txt", "url", "data:text/plain;base64,aGk="));
        JsonObject wish = Json.object("content", "look", "clientMessageId", "c-1", "files", files);
        String turn = berth.post("/chat/" + id + "?wait=false", wish).expect(202).object().getString("turnId");
        assertEquals(turn, berth.post("/chat/" + id + "?wait=false", wish).expect(202).object().getString("turnId"));
        berth.awaitTurn(id, turn, "completed");
        JsonArray parts = Json.array(Json.object("type", "text", "content", "look", "state", "complete"),
                Json.object("type", "file", "content", "data:image/png;base64,iVBORw0KGgo=", "title", "a.png"),
                Json.object("type", "file", "content", "data:text/plain;base64,aGk=", "title", "b.txt"));
        assertEquals(parts, berth.messages(id).getJsonObject(0).getJsonArray("parts"));
        assertEquals(List.of("look", "look\n\nwith 2 files: a.png, b.txt"), Json.texts(berth.messages(id), "content"));
        Problems.assertProblem(409, "clientMessageId", berth.post("/chat/" + id, Json.object("content", "look", "clientMessageId", "c-1",
                "files", Json.array(files.get(0)))));
        try (FollowSocket socket = berth.socket(id, "")) {
            socket.ready();
            socket.send(Json.object("type", "prompt", "content", "again", "files", Json.array(files.get(1))));
            socket.frames().await("the end", frame -> frame.is("turn") && frame.data().toString().contains("\"completed\""));
        }
        assertEquals("again\n\nwith 1 file: b.txt", berth.messages(id).getJsonObject(3).getString("content"));
    }

    @Test
    @DisplayName("is named to who asks, and takes files")
    void named() {
        assertEquals(Json.object("name", "echo", "files", true), berth.get("/me").expect(200).object().getJsonObject("agent"));
    }

    @Test
    @DisplayName("adds a task that everyone sees")
    void task() {
        try (FollowSocket follower = berth.socket(id, "")) {
            follower.ready();
            berth.promptToEnd(id, "/task Mend the engine");
            assertEquals("Mend the engine", follower.frames().await("task").data().getJsonObject("task").getString("title"));
        }
        assertEquals(List.of("Mend the engine"), Json.texts(berth.get("/sessions/" + id + "/tasks").array(), "title"));
    }

    private static String callState(Frame frame) {
        JsonArray parts = frame.is("message") ? frame.data().getJsonObject("message").getJsonArray("parts")
                : frame.is("message-parts") ? frame.data().getJsonArray("parts") : Json.array();
        boolean call = !parts.isEmpty() && parts.getJsonObject(0).getString("type").equals("tool-call");
        return call ? parts.getJsonObject(0).getString("state") : "";
    }
}
