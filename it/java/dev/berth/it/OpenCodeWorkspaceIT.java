package dev.berth.it;

import static dev.berth.it.opencode.Step.call;
import static dev.berth.it.opencode.Step.say;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.opencode.NeedsOpenCode;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@NeedsOpenCode
@DisplayName("A session's workspace")
class OpenCodeWorkspaceIT {

    @Test
    @DisplayName("is cloned once, on a branch of its own, and goes with the session")
    void cloned() {
        CodingServer coding = SharedCodingServer.running();
        coding.provider.script("see-file", call("read", Json.object("filePath", "README.md")), say("Read."));
        String id = coding.newSession();
        coding.berth().promptToEnd(id, "see-file");
        assertEquals("# Small\n", coding.file(id, "README.md"));
        JsonObject workspace = coding.meta(id).getJsonObject("berth.workspace");
        assertEquals("berth/" + id, workspace.getString("branch"));
        assertEquals("ready", workspace.getString("state"));
        coding.berth().promptToEnd(id, "see-file");
        coding.berth().delete("/sessions/" + id).expect(204);
        Await.until("the end of the workspace", () -> !Files.exists(coding.workspace(id)));
    }

    @Test
    @DisplayName("whose repository cannot be cloned is a failed turn with its reason, and Retry works once there is one")
    void cannotBeCloned() {
        CodingServer coding = SharedCodingServer.running();
        coding.provider.script("see-late", say("Here."));
        String id = coding.newSession("octo", "not-yet");
        String turn = coding.berth().prompt(id, "see-late").getString("turnId");
        String reason = coding.berth().awaitTurn(id, turn, "failed").getString("reason");
        assertTrue(reason.startsWith("The repository octo/not-yet could not be cloned"), reason);
        assertFalse(reason.contains("/tmp") || reason.contains("://"), reason);
        assertEquals("failed", coding.meta(id).getJsonObject("berth.workspace").getString("state"));
        coding.repository("octo", "not-yet", "README.md", "late\n");
        coding.berth().post("/sessions/" + id + "/turns/" + turn + "/retry").expect(200);
        coding.berth().awaitTurn(id, turn, "completed");
        assertEquals("late\n", coding.file(id, "README.md"));
        assertEquals("ready", coding.meta(id).getJsonObject("berth.workspace").getString("state"));
    }

    @Test
    @DisplayName("is an empty folder when there is no repository and the setting allows it")
    void empty() {
        try (CodingServer coding = new CodingServer("berth.workspace.allow-empty", "true").start()) {
            coding.provider.script("write-here", call("write", Json.object("filePath", "new.txt", "content", "new\n")), say("Written."));
            String turn = coding.berth().prompt("first-use", "write-here").getString("turnId");
            assertEquals("edit", coding.permit("first-use", "once").getString("kind"));
            coding.berth().awaitTurn("first-use", turn, "completed");
            assertEquals("new\n", coding.file("first-use", "new.txt"));
            assertEquals("empty", coding.meta("first-use").getJsonObject("berth.workspace").getString("state"));
            JsonObject patch = coding.parts("first-use", "patch").get(0);
            assertTrue(patch.getString("content").contains("+new"), patch.toString());
        }
    }

    @Test
    @DisplayName("and OpenCode are not needed to start; without the program each turn says in one sentence how to get it")
    void missingProgram() {
        try (CodingServer coding = new CodingServer("berth.opencode.path", "/nowhere/opencode").start()) {
            String id = coding.newSession();
            String turn = coding.berth().prompt(id, "hello").getString("turnId");
            String reason = coding.berth().awaitTurn(id, turn, "failed").getString("reason");
            assertTrue(reason.contains("npm install") && reason.contains("berth.opencode.path"), reason);
            assertTrue(coding.health().contains("\"state\":\"down\""), coding.health());
        }
    }

    @Test
    @DisplayName("and OpenCode are shown by the health check, which tells no version")
    void health() {
        CodingServer coding = SharedCodingServer.running();
        coding.provider.script("be-well", say("Well."));
        coding.berth().promptToEnd(coding.newSession(), "be-well");
        assertTrue(coding.health().contains("\"state\":\"ready\"") && !coding.health().contains("1.18.33"), coding.health());
    }
}
