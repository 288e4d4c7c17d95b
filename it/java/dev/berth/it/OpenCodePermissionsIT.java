package dev.berth.it;

import static dev.berth.it.opencode.Step.call;
import static dev.berth.it.opencode.Step.say;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.opencode.NeedsOpenCode;
import dev.berth.it.opencode.ProviderRequest;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@NeedsOpenCode
@DisplayName("What OpenCode may do")
class OpenCodePermissionsIT {

    private final CodingServer coding = SharedCodingServer.running();
    private final Berth berth = coding.berth();

    @Test
    @DisplayName("in plan mode is nothing that writes or runs, though the model tries everything,"
            + " and though the same was allowed for always before")
    void plan() {
        coding.provider.script("allow-always",
                call("write", Json.object("filePath", "built.txt", "content", "built\n"))
                        .and(call("bash", Json.object("command", "touch ran.txt"))), say("Built."));
        coding.provider.script("try-it-all",
                call("write", Json.object("filePath", "planned.txt", "content", "x")),
                call("bash", Json.object("command", "touch planned.txt")),
                call("edit", Json.object("filePath", "README.md", "oldString", "Small", "newString", "Changed")),
                call("task", Json.object("description", "d", "prompt", "plan-child", "subagent_type", "general")),
                call("task", Json.object("description", "d", "prompt", "plan-child", "subagent_type", "explore")),
                call("write", Json.object("filePath", ".opencode/plans/plan.md", "content", "x")), say("I tried."));
        coding.provider.script("plan-child",
                call("write", Json.object("filePath", "planned.txt", "content", "x"))
                        .and(call("bash", Json.object("command", "touch planned.txt"))), say("Child."));
        String id = coding.newSession();
        String turn = berth.prompt(id, "allow-always").getString("turnId");
        coding.permit(id, "always");
        coding.permit(id, "always");
        berth.awaitTurn(id, turn, "completed");
        assertTrue(Files.exists(coding.workspace(id).resolve("ran.txt")));
        String before = coding.changes(id);
        String planned = berth.post("/chat/" + id + "?wait=false", Json.object("content", "try-it-all", "mode", "plan"))
                .expect(202).object().getString("turnId");
        assertEquals("plan", berth.awaitTurn(id, planned, "completed").getString("mode"));
        assertEquals("I tried.", coding.answer(id));
        assertEquals(before, coding.changes(id));
        assertEquals("# Small\n", coding.file(id, "README.md"));
        List<JsonObject> calls = coding.parts(id, "tool-call");
        assertEquals(6, calls.size());
        assertTrue(calls.stream().allMatch(part -> part.getString("state").equals("error")), calls.toString());
        assertOffered("try-it-all", Set.of("write", "edit", "bash", "task"));
    }

    /** The model is not even offered what it may not use. */
    private void assertOffered(String prompt, Set<String> never) {
        List<ProviderRequest> asked = coding.provider.requests().stream().filter(request -> request.prompt().contains(prompt)).toList();
        assertFalse(asked.isEmpty());
        assertTrue(asked.stream().noneMatch(request -> request.tools().stream().anyMatch(never::contains)),
                asked.get(0).tools().toString());
    }

    @Test
    @DisplayName("by a sub-agent is asked first as well, shown below its tool, and not done when it is rejected")
    void subAgent() {
        coding.provider.script("delegate",
                call("task", Json.object("description", "Run it", "prompt", "child-tries", "subagent_type", "general")),
                say("It was rejected."));
        coding.provider.script("child-tries", say("I run it. ").and(call("bash", Json.object("command", "touch child.txt"))),
                say("Child done."));
        String id = coding.newSession();
        String turn = berth.prompt(id, "delegate").getString("turnId");
        assertEquals("touch child.txt", coding.permit(id, "reject").getString("title"));
        berth.awaitTurn(id, turn, "completed");
        assertFalse(Files.exists(coding.workspace(id).resolve("child.txt")));
        assertEquals("It was rejected.", coding.answer(id));
        String task = callOf(id, "task").getString("toolCallId");
        assertEquals(task, callOf(id, "bash").getString("parentToolCallId"));
        assertEquals("error", callOf(id, "bash").getString("state"));
        assertTrue(coding.parts(id, "reasoning").stream().anyMatch(part -> part.getString("content").equals("I run it. ")
                && part.getString("parentToolCallId").equals(task)), coding.parts(id).toString());
    }

    @Test
    @DisplayName("is asked also for a sub-agent that a later turn calls again, and only what it says now is shown")
    void subAgentAgain() {
        coding.provider.script("delegate-first",
                call("task", Json.object("description", "Run", "prompt", "child-first", "subagent_type", "general")), say("Delegated."));
        coding.provider.script("child-first", say("Child is ready."));
        String id = coding.newSession();
        berth.awaitTurn(id, berth.prompt(id, "delegate-first").getString("turnId"), "completed");
        String child = coding.provider.requests().stream().filter(request -> request.prompt().contains("child-first")
                && !request.prompt().contains("delegate")).reduce((first, second) -> second).orElseThrow().session();
        coding.provider.script("delegate-again",
                call("task", Json.object("description", "Run", "prompt", "child-again", "subagent_type", "general",
                        "task_id", child)), say("Delegated again."));
        coding.provider.script("child-again", call("bash", Json.object("command", "touch again.txt")), say("Child has run."));
        String again = berth.prompt(id, "delegate-again").getString("turnId");
        assertEquals("touch again.txt", coding.permit(id, "once").getString("title"));
        berth.awaitTurn(id, again, "completed");
        assertTrue(Files.exists(coding.workspace(id).resolve("again.txt")));
        assertEquals(List.of("Child has run."), coding.parts(id, "reasoning").stream().map(part -> part.getString("content")).toList());
    }

    @Test
    @DisplayName("once allowed for always is not asked again in this session, by a sub-agent neither, but in every other one (P8)")
    void always() {
        coding.provider.script("twice", call("bash", Json.object("command", "echo 1 >> log.txt")),
                call("bash", Json.object("command", "echo 2 >> log.txt")),
                call("task", Json.object("description", "Run it", "prompt", "third", "subagent_type", "general")), say("Ran."));
        coding.provider.script("third", call("bash", Json.object("command", "echo 3 >> log.txt")), say("Child done."));
        String id = coding.newSession();
        String turn = berth.prompt(id, "twice").getString("turnId");
        coding.permit(id, "always");
        berth.awaitTurn(id, turn, "completed");
        assertEquals("1\n2\n3\n", coding.file(id, "log.txt"));
        String other = coding.newSession();
        berth.prompt(other, "twice");
        coding.awaitAsked(other, "permissions");
        berth.post("/sessions/" + other + "/stop").expect(200);
    }

    @Test
    @DisplayName("is told to the model when it is rejected with a message, and the turn goes on")
    void rejectedWithAMessage() {
        coding.provider.script("insist", call("bash", Json.object("command", "rm -rf build")), say("As you wish."));
        String id = coding.newSession();
        String turn = berth.prompt(id, "insist").getString("turnId");
        JsonObject asked = coding.awaitAsked(id, "permissions");
        berth.post("/sessions/" + id + "/permissions/" + asked.getString("id"),
                Json.object("reply", "reject", "message", "Use another command.")).expect(200);
        berth.awaitTurn(id, turn, "completed");
        assertEquals("As you wish.", coding.answer(id));
        assertTrue(coding.provider.requests().stream().anyMatch(request -> request.messages().toString().contains("Use another command.")));
        Reply second = berth.post("/sessions/" + id + "/permissions/" + asked.getString("id"), Json.object("reply", "once"));
        Problems.assertProblem(409, "answered", second);
        assertEquals("reject", second.object().getJsonObject("permission").getString("reply"));
    }

    @Test
    @DisplayName("is known when it asks people a question and gets their own words")
    void question() {
        coding.provider.script("ask-colour", call("question", Json.object("questions",
                Json.array(Json.object("question", "Which colour?", "header", "Colour", "options",
                        Json.array(Json.object("label", "Red", "description", "r"), Json.object("label", "Blue", "description", "b")))))),
                say("So be it."));
        String id = coding.newSession();
        String turn = berth.prompt(id, "ask-colour").getString("turnId");
        JsonObject asked = coding.awaitAsked(id, "questions");
        assertEquals("Which colour?", asked.getJsonArray("questions").getJsonObject(0).getString("question"));
        try (FollowSocket socket = berth.socket(id, "?after=0")) {
            socket.send(Json.object("type", "question-reply", "id", asked.getString("id"),
                    "answers", Json.array(Json.array("Teal, please"))));
            berth.awaitTurn(id, turn, "completed");
            assertEquals("answered", socket.frames().await("the answer", frame -> frame.is("question")
                    && frame.data().getJsonObject("question").getString("state").equals("answered"))
                    .data().getJsonObject("question").getString("state"));
        }
        assertTrue(callOf(id, "question").getString("state").equals("complete"));
        assertTrue(coding.parts(id, "tool-result").get(0).getString("toolOutput").contains("Teal, please"));
    }

    @Test
    @DisplayName("as a command sees nothing of Berth's environment, and not how to reach OpenCode")
    void environment() {
        coding.provider.script("print-env", call("bash", Json.object("command", "env; pwd")), say("Printed."));
        String id = coding.newSession();
        String turn = berth.prompt(id, "print-env").getString("turnId");
        coding.permit(id, "once");
        berth.awaitTurn(id, turn, "completed");
        String printed = coding.parts(id, "tool-result").get(0).getString("toolOutput");
        assertTrue(printed.contains("HOME=") && printed.contains("workspaces/" + id), printed);
        assertFalse(printed.contains("OPENCODE_SERVER_PASSWORD") || printed.contains("WLP_USER_DIR") || printed.contains("CI="), printed);
    }

    @Test
    @DisplayName("outside the workspace is asked twice: for the place and for the change")
    void outside() {
        String target = coding.server().data().resolve("outside.txt").toString();
        coding.provider.script("write-outside", call("write", Json.object("filePath", target, "content", "x")), say("No."));
        String id = coding.newSession();
        String turn = berth.prompt(id, "write-outside").getString("turnId");
        assertEquals("external_directory", coding.permit(id, "reject").getString("kind"));
        berth.awaitTurn(id, turn, "completed");
        assertFalse(Files.exists(coding.server().data().resolve("outside.txt")));
    }

    private JsonObject callOf(String id, String tool) {
        return coding.parts(id, "tool-call").stream().filter(part -> part.getString("toolName").equals(tool)).findFirst().orElseThrow();
    }
}
