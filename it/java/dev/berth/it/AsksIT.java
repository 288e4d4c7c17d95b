package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the agent asks")
class AsksIT {

    private final Berth berth = SharedServer.berth();
    private final String id = berth.newSession();

    @Test
    @DisplayName("is shown to all who follow, is answered once, and the second answer is told the first (P8)")
    void answeredOnce() {
        try (FollowSocket socket = berth.socket(id, "?after=0");
                FollowEvents events = berth.events("/sessions/" + id + "/events?after=0")) {
            String turn = berth.prompt(id, "/permission bash make clean").getString("turnId");
            JsonObject asked = awaitPermission(socket.frames(), "pending");
            assertEquals(asked, awaitPermission(events.frames(), "pending"));
            assertEquals(Json.array(asked), berth.get("/sessions/" + id + "/permissions").expect(200).array());
            assertEquals("waiting", berth.session(id).getString("activity"));
            String path = "/sessions/" + id + "/permissions/" + asked.getString("id");
            JsonObject answered = berth.post(path, Json.object("reply", "reject", "message", "Not now.")).expect(200).object();
            Reply second = berth.post(path, Json.object("reply", "once"));
            Problems.assertProblem(409, "answered", second);
            assertEquals(answered, second.object().getJsonObject("permission"));
            assertEquals(answered, awaitPermission(socket.frames(), "answered"));
            assertEquals(answered, awaitPermission(events.frames(), "answered"));
            berth.awaitTurn(id, turn, "completed");
            assertEquals("Rejected: Not now.", Json.texts(berth.messages(id), "content").get(1));
            assertEquals(JsonArray.EMPTY_JSON_ARRAY, berth.get("/sessions/" + id + "/permissions").array());
        }
    }

    @Test
    @DisplayName("can be answered over the WebSocket, and who is too late there is told")
    void overTheSocket() {
        try (FollowSocket socket = berth.socket(id, "?after=0")) {
            berth.prompt(id, "/question Go on?");
            String question = socket.frames().await("question").data().getJsonObject("question").getString("id");
            socket.send(Json.object("type", "question-reply", "id", question, "answers", Json.array(Json.array("Yes"))));
            socket.frames().await("the answer", frame -> frame.is("message-parts") && frame.data().toString().contains("You said: Yes"));
            socket.send(Json.object("type", "question-reply", "id", question, "reject", true));
            assertTrue(socket.frames().await("error").data().getString("error").contains("answered already"));
            String turn = berth.prompt(id, "/permission edit a.txt").getString("turnId");
            String permission = awaitPermission(socket.frames(), "pending").getString("id");
            socket.send(Json.object("type", "permission-reply", "id", permission, "reply", "always"));
            berth.awaitTurn(id, turn, "completed");
            berth.promptToEnd(id, "/permission edit a.txt");
        }
    }

    @Test
    @DisplayName("survives a restart as expired with its turn, which can be tried again (P8)")
    void restart() throws Exception {
        try (OwnServer server = new OwnServer().start()) {
            Berth own = server.berth();
            String session = own.newSession();
            String turn = own.prompt(session, "/permission bash make").getString("turnId");
            String permission = Await.until("the permission", () -> own.get("/sessions/" + session + "/permissions").array(),
                    list -> !list.isEmpty()).getJsonObject(0).getString("id");
            server.kill();
            server.start();
            own.awaitTurn(session, turn, "interrupted");
            Reply late = own.post("/sessions/" + session + "/permissions/" + permission, Json.object("reply", "once"));
            assertEquals("expired", late.expect(409).object().getJsonObject("permission").getString("state"));
        }
    }

    @Test
    @DisplayName("refuses answers that are none, with the field's name")
    void badAnswers() {
        berth.prompt(id, "/question Go on?");
        String path = "/sessions/" + id + "/questions/" + Await.until("the question",
                () -> berth.get("/sessions/" + id + "/questions").array(), list -> !list.isEmpty()).getJsonObject(0).getString("id");
        Problems.assertProblem(400, "answers", berth.post(path, Json.object("x", 1)));
        Problems.assertProblem(400, "answers", berth.post(path, Json.object("answers", "Yes")));
        Problems.assertProblem(400, "answers", berth.post(path, Json.object("answers", Json.array("Yes"))));
        Problems.assertProblem(400, "answers", berth.post(path, Json.object("answers", Json.array(Json.array(1)))));
        Problems.assertProblem(400, "answers", berth.post(path, Json.object("answers", Json.array(Json.array("a"), Json.array("b")))));
        Problems.assertProblem(404, "question", berth.post("/sessions/" + id + "/questions/none", Json.object("reject", true)));
        Problems.assertProblem(404, "permission", berth.post("/sessions/" + id + "/permissions/none", Json.object("reply", "once")));
        Problems.assertProblem(400, "reply", berth.post("/sessions/" + id + "/permissions/none", Json.object("reply", "perhaps")));
        Problems.assertProblem(400, "reply", berth.post("/sessions/" + id + "/permissions/none", Json.object()));
        berth.post(path, Json.object("reject", true)).expect(200);
    }

    private static JsonObject awaitPermission(Frames frames, String state) {
        return frames.await("a permission " + state, frame -> frame.is("permission")
                && frame.data().getJsonObject("permission").getString("state").equals(state)).data().getJsonObject("permission");
    }
}
