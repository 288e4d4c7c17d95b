package dev.berth.it;

import static dev.berth.it.opencode.Step.call;
import static dev.berth.it.opencode.Step.say;
import static dev.berth.it.opencode.Step.think;
import static dev.berth.it.opencode.Step.usage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.opencode.NeedsOpenCode;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@NeedsOpenCode
@DisplayName("OpenCode's turn")
class OpenCodeTurnIT {

    private static final String BROKEN = "echo one\necho broken >&2\nexit 1\n";
    private static final String SOUND = "echo one\necho sound\n";

    private final CodingServer coding = SharedCodingServer.running();

    @Test
    @DisplayName("reads, edits and runs a failing test until it passes, asking before each change, and its plan is the session's tasks")
    void mendsARepository() {
        coding.repository("octo", "broken", "test.sh", BROKEN);
        coding.provider.script("mend-it",
                think("Look first.").and(say("I look. ")).and(call("todowrite", todos("in_progress", "pending")))
                        .and(call("read", Json.object("filePath", "test.sh"))).and(usage(100, 20, 40)),
                call("edit", Json.object("filePath", "test.sh", "oldString", "echo broken >&2\nexit 1", "newString", "echo sound"))
                        .and(usage(200, 10, 0)),
                call("bash", Json.object("command", "sh test.sh")).and(call("todowrite", todos("completed", "in_progress"))),
                say("It passes.").and(call("todowrite", todos("completed", "completed"))),
                say(" Done.").and(usage(300, 5, 0)));
        String id = coding.newSession("octo", "broken");
        try (FollowSocket socket = coding.berth().socket(id, "?after=0")) {
            String turn = coding.berth().prompt(id, "mend-it").getString("turnId");
            JsonObject edit = coding.permit(id, "once");
            assertEquals("edit", edit.getString("kind"));
            assertTrue(edit.getJsonObject("detail").getString("diff").contains("+echo sound"), edit.toString());
            JsonObject run = coding.permit(id, "once");
            assertEquals("sh test.sh", run.getString("title"));
            coding.berth().awaitTurn(id, turn, "completed");
            assertEquals(SOUND, coding.file(id, "test.sh"));
            assertEquals("I look. It passes. Done.", coding.answer(id));
            requireParts(id);
            requireTasks(id, socket);
            requireUsage(id, turn);
        }
    }

    @Test
    @DisplayName("shows the model the files that came with the prompt: a picture as one, source code as words; it says that it takes them")
    void files() {
        coding.provider.script("look-at-it", say("Seen."));
        String id = coding.newSession();
        String picture = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
                + "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
        String code = "class Countdown { /* ä */ }";
        JsonObject wish = Json.object("content", "look-at-it", "files", Json.array(Json.object("name", "dot.png", "url", picture),
                Json.object("name", "Countdown.java", "url", "data:text/x-java;base64," + Base64.getEncoder().encodeToString(
                        code.getBytes(StandardCharsets.UTF_8)))));
        String turn = coding.berth().post("/chat/" + id + "?wait=false", wish).expect(202).object().getString("turnId");
        coding.berth().awaitTurn(id, turn, "completed");
        assertEquals("Seen.", coding.answer(id));
        String asked = coding.provider.requests().stream().filter(request -> request.prompt().startsWith("look-at-it")).findFirst()
                .orElseThrow().messages().toString();
        assertTrue(asked.contains("\"image_url\":{\"url\":\"" + picture + "\"}"), asked);
        assertTrue(asked.contains(code) && asked.contains("Countdown.java"), asked);
        assertEquals(Json.object("name", "opencode", "files", true), coding.berth().get("/me").expect(200).object().getJsonObject("agent"));
    }

    private void requireParts(String id) {
        List<JsonObject> calls = coding.parts(id, "tool-call");
        assertEquals(List.of("todowrite", "read", "edit", "bash", "todowrite", "todowrite"),
                calls.stream().map(part -> part.getString("toolName")).toList());
        assertTrue(calls.stream().allMatch(part -> part.getString("state").equals("complete")), calls.toString());
        assertEquals("Look first.", coding.parts(id, "reasoning").get(0).getString("content"));
        JsonObject patch = coding.parts(id, "patch").get(0);
        assertEquals("test.sh", patch.getString("title"));
        assertTrue(patch.getString("content").contains("-echo broken >&2\n-exit 1\n+echo sound"), patch.toString());
        assertTrue(coding.parts(id, "tool-result").stream().anyMatch(part -> part.getString("toolName").equals("bash")
                && part.getString("toolOutput").equals("one\nsound\n") && part.getString("state").equals("complete")),
                coding.parts(id).toString());
    }

    private static void requireTasks(String id, FollowSocket socket) {
        List<JsonObject> tasks = socket.frames().ofType("task").stream().map(frame -> frame.data().getJsonObject("task")).toList();
        assertEquals(2, tasks.stream().map(task -> task.getString("id")).distinct().count());
        assertEquals(List.of("in_progress", "completed"), statuses(tasks, "Mend the test"));
        assertEquals(List.of("pending", "in_progress", "completed"), statuses(tasks, "Run it"));
    }

    private static List<String> statuses(List<JsonObject> tasks, String title) {
        return tasks.stream().filter(task -> task.getString("title").equals(title)).map(task -> task.getString("status")).toList();
    }

    private void requireUsage(String id, String turn) {
        JsonObject used = coding.berth().turn(id, turn).getJsonObject("usage");
        assertTrue(used.getInt("input") >= 560 && used.getInt("cacheRead") == 40, used.toString());
        assertEquals(used, coding.meta(id).getJsonObject("berth.usage"));
        assertEquals("ready", coding.meta(id).getJsonObject("berth.workspace").getString("state"));
    }

    private static JsonObject todos(String first, String second) {
        return Json.object("todos", Json.array(
                Json.object("content", "Mend the test", "status", first, "priority", "high"),
                Json.object("content", "Run it", "status", second, "priority", "low")));
    }
}
