package dev.berth.it;

import static dev.berth.it.opencode.Step.call;
import static dev.berth.it.opencode.Step.gate;
import static dev.berth.it.opencode.Step.say;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.opencode.NeedsOpenCode;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@NeedsOpenCode
@DisplayName("After the death of")
class OpenCodeRecoveryIT {

    private final CodingServer coding = new CodingServer();

    @AfterEach
    void stop() {
        coding.close();
    }

    @Test
    @DisplayName("OpenCode in mid-turn the turn is interrupted with its text kept, nothing of it runs on, and Retry works")
    void openCodeKilled() {
        coding.start();
        String id = coding.newSession();
        String turn = begin(id);
        try (FollowSocket socket = coding.berth().socket(id, "?after=0")) {
            killOpenCode();
            JsonObject interrupted = coding.berth().awaitTurn(id, turn, "interrupted");
            assertTrue(interrupted.getString("reason").startsWith("OpenCode"), interrupted.toString());
            requireKept(id, turn);
            assertEquals(List.of(), new FollowedText().apply(socket.frames().all()).faults());
        }
        requireRetryWorks(id, turn);
        coding.server().stop();
        coding.awaitNoProcess();
    }

    @Test
    @DisplayName("Berth in mid-turn nothing that it had started lives on, the turn is interrupted with its text kept, and Retry works (P1)")
    void berthKilled() throws Exception {
        coding.start();
        String id = coding.newSession();
        String turn = begin(id);
        coding.server().kill();
        coding.awaitNoProcess();
        coding.start();
        coding.berth().awaitTurn(id, turn, "interrupted");
        requireKept(id, turn);
        requireRetryWorks(id, turn);
    }

    @Test
    @DisplayName("both in mid-turn, while a permission is asked, the permission is expired, and Retry asks again (P8)")
    void bothKilled() throws Exception {
        coding.start();
        coding.provider.script("ask-then-die",
                say("I ask. ").and(call("write", Json.object("filePath", "late.txt", "content", "late\n"))), say("Written."));
        String id = coding.newSession();
        String turn = coding.berth().prompt(id, "ask-then-die").getString("turnId");
        String asked = coding.awaitAsked(id, "permissions").getString("id");
        killOpenCode();
        coding.server().kill();
        coding.awaitNoProcess();
        coding.start();
        coding.berth().awaitTurn(id, turn, "interrupted");
        Reply late = coding.berth().post("/sessions/" + id + "/permissions/" + asked, Json.object("reply", "once"));
        Problems.assertProblem(409, "expired", late);
        coding.berth().post("/sessions/" + id + "/turns/" + turn + "/retry").expect(200);
        coding.permit(id, "once");
        coding.berth().awaitTurn(id, turn, "completed");
        assertEquals("late\n", coding.file(id, "late.txt"));
    }

    @Test
    @DisplayName("a Berth that is asked to stop in mid-turn nothing that it had started lives on, and the turn is interrupted")
    void berthStopped() {
        coding.start();
        String id = coding.newSession();
        String turn = begin(id);
        coding.server().stop();
        coding.awaitNoProcess();
        coding.start();
        assertEquals("interrupted", coding.berth().turn(id, turn).getString("state"));
        requireKept(id, turn);
    }

    @Test
    @DisplayName("a session nothing of it is left: no command, no workspace")
    void sessionDeleted() {
        coding.start();
        String id = coding.newSession();
        begin(id);
        coding.berth().delete("/sessions/" + id).expect(204);
        Await.until("the end of the command", () -> !sleeps());
        Await.until("the end of the workspace", () -> !Files.exists(coding.workspace(id)));
    }

    /** Begins a turn that says something and then runs a command that does not end. @return the turn's id */
    private String begin(String id) {
        coding.provider.script("begin-and-run",
                say("Well begun. ").and(call("bash", Json.object("command", "echo running; sleep 976"))), say("Never said."));
        String turn = coding.berth().prompt(id, "begin-and-run").getString("turnId");
        coding.permit(id, "once");
        Await.until("the command's output", () -> coding.parts(id, "tool-result").stream()
                .anyMatch(part -> part.getString("content", "").equals("running\n")));
        assertTrue(sleeps());
        return turn;
    }

    private void requireKept(String id, String turn) {
        assertEquals("Well begun. ", coding.answer(id));
        assertEquals("running\n", coding.parts(id, "tool-result").get(0).getString("content"));
        assertEquals("error", coding.parts(id, "tool-call").get(0).getString("state"));
        assertEquals("failed", coding.berth().session(id).getString("activity"));
        assertTrue(coding.berth().turn(id, turn).isNull("position"));
    }

    private void requireRetryWorks(String id, String turn) {
        coding.provider.script("begin-and-run", say("Done now."));
        coding.berth().post("/sessions/" + id + "/turns/" + turn + "/retry").expect(200);
        coding.berth().awaitTurn(id, turn, "completed");
        assertEquals("Done now.", coding.answer(id));
        assertTrue(!sleeps(), "the command of the turn that was cut off runs on");
    }

    private void killOpenCode() {
        coding.processes().stream().map(pid -> ProcessHandle.of(pid).orElseThrow())
                .filter(process -> process.info().arguments().map(List::of).orElse(List.of()).contains("serve")
                        && process.info().command().orElse("").endsWith("opencode"))
                .findFirst().orElseThrow().destroyForcibly();
    }

    private boolean sleeps() {
        return coding.processes().stream().flatMap(pid -> ProcessHandle.of(pid).stream())
                .anyMatch(process -> process.info().commandLine().orElse("").contains("sleep 976"));
    }
}
