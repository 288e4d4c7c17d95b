package dev.berth.it;

import static dev.berth.it.opencode.Step.call;
import static dev.berth.it.opencode.Step.gate;
import static dev.berth.it.opencode.Step.hang;
import static dev.berth.it.opencode.Step.httpError;
import static dev.berth.it.opencode.Step.say;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.opencode.NeedsOpenCode;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@NeedsOpenCode
@DisplayName("Stop, with the real OpenCode,")
class OpenCodeStopIT {

    private final CodingServer coding = SharedCodingServer.running();
    private final Berth berth = coding.berth();

    @Test
    @DisplayName("in the middle of a text keeps what was said in one message, and the next prompt is answered (P4)")
    void inText() {
        coding.provider.script("talk-on", say("The beginning. ").and(gate("talk-on")).and(say("Never said.")));
        String id = coding.newSession();
        String turn = berth.prompt(id, "talk-on").getString("turnId");
        Await.until("the beginning", () -> coding.answer(id).equals("The beginning. "));
        assertStops(id, turn);
        assertEquals("The beginning. ", coding.answer(id));
        assertEquals(2, berth.messages(id).size());
        assertGoesOn(id);
    }

    @Test
    @DisplayName("while a command runs ends the command, and what it had said stays (P4)")
    void inTool() {
        coding.provider.script("sleep-long",
                say("I wait. ").and(call("bash", Json.object("command", "echo begun; sleep 987"))), say("Never said."));
        String id = coding.newSession();
        String turn = berth.prompt(id, "sleep-long").getString("turnId");
        coding.permit(id, "once");
        Await.until("the output so far", () -> coding.parts(id, "tool-result").stream()
                .anyMatch(part -> part.getString("content", "").equals("begun\n")));
        assertTrue(runs("sleep 987"));
        assertStops(id, turn);
        Await.until("the end of the command", () -> !runs("sleep 987"));
        assertEquals("begun\n", coding.parts(id, "tool-result").get(0).getString("content"));
        assertEquals("error", coding.parts(id, "tool-call").get(0).getString("state"));
        assertGoesOn(id);
    }

    @Test
    @DisplayName("while a permission is asked withdraws it, and nothing is done (P8)")
    void whileAsked() {
        coding.provider.script("ask-first", call("write", Json.object("filePath", "never.txt", "content", "never")), say("Never said."));
        String id = coding.newSession();
        String turn = berth.prompt(id, "ask-first").getString("turnId");
        JsonObject asked = coding.awaitAsked(id, "permissions");
        assertEquals("waiting", berth.session(id).getString("activity"));
        assertStops(id, turn);
        assertEquals(List.of(), berth.get("/sessions/" + id + "/permissions").array());
        Reply late = berth.post("/sessions/" + id + "/permissions/" + asked.getString("id"), Json.object("reply", "once"));
        Problems.assertProblem(409, "expired", late);
        assertEquals("expired", late.object().getJsonObject("permission").getString("state"));
        assertTrue(!Files.exists(coding.workspace(id).resolve("never.txt")));
        assertGoesOn(id);
    }

    @Test
    @DisplayName("while a sub-agent asks stops both")
    void whileASubAgentAsks() {
        coding.provider.script("send-child",
                call("task", Json.object("description", "Run it", "prompt", "child-runs", "subagent_type", "general")), say("Never said."));
        coding.provider.script("child-runs", call("bash", Json.object("command", "echo child")), say("Never said."));
        String id = coding.newSession();
        String turn = berth.prompt(id, "send-child").getString("turnId");
        coding.awaitAsked(id, "permissions");
        assertStops(id, turn);
        assertEquals("", coding.answer(id));
        assertGoesOn(id);
    }

    @Test
    @DisplayName("before OpenCode has begun, in the very first turn of a workspace, lets nothing begin")
    void beforeItBegan() {
        coding.provider.script("never-begun", say("Never said."));
        for (int i = 0; i < 3; i++) {
            String id = coding.newSession();
            String turn = berth.prompt(id, "never-begun").getString("turnId");
            assertStops(id, turn);
            assertEquals("", coding.answer(id));
            assertGoesOn(id);
        }
    }

    @Test
    @DisplayName("while the provider is tried again ends that, with no error")
    void inARetry() {
        coding.provider.script("fails-long", httpError(500, "boom", "retry-after-ms", "60000"));
        String id = coding.newSession();
        String turn = berth.prompt(id, "fails-long").getString("turnId");
        String progress = Await.until("the retry", () -> berth.turn(id, turn).getString("progress", ""),
                said -> said.contains("attempt 1"));
        assertTrue(progress.contains("boom"), progress);
        assertStops(id, turn);
        assertEquals(List.of(), coding.parts(id, "error"));
        assertGoesOn(id);
    }

    @Test
    @DisplayName("while the provider says nothing at all ends the waiting")
    void whileItHangs() {
        coding.provider.script("hangs", hang());
        String id = coding.newSession();
        String turn = berth.prompt(id, "hangs").getString("turnId");
        Await.until("the request", () -> coding.provider.requests().stream().anyMatch(request -> request.prompt().contains("hangs")));
        assertStops(id, turn);
        assertGoesOn(id);
    }

    /** Stops twice: the turn is stopped at once, and stays so. */
    private void assertStops(String id, String turn) {
        assertEquals("stopped", berth.post("/sessions/" + id + "/stop").expect(200).object().getString("state"));
        assertEquals(turn, berth.post("/sessions/" + id + "/stop").expect(200).object().getString("id"));
    }

    /** The session goes on with the next prompt, and what the stopped turn had said stays as it is. */
    private void assertGoesOn(String id) {
        List<JsonObject> before = berth.messages(id).getValuesAs(JsonObject.class);
        coding.provider.script("go-on", say("Here I am."));
        berth.promptToEnd(id, "go-on");
        assertEquals("Here I am.", coding.answer(id));
        assertEquals(before, berth.messages(id).getValuesAs(JsonObject.class).subList(0, before.size()),
                "what the stopped turn had said changed");
        assertEquals("idle", berth.session(id).getString("activity"));
    }

    private static boolean runs(String command) {
        return ProcessHandle.allProcesses().anyMatch(process -> process.info().commandLine().orElse("").contains(command));
    }
}
