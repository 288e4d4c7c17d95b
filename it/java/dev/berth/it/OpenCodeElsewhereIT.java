package dev.berth.it;

import static dev.berth.it.opencode.Step.call;
import static dev.berth.it.opencode.Step.gate;
import static dev.berth.it.opencode.Step.say;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.opencode.NeedsOpenCode;
import dev.berth.it.opencode.StandaloneOpenCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@NeedsOpenCode
@DisplayName("An OpenCode that runs elsewhere")
class OpenCodeElsewhereIT {

    private final Path folder = OwnServer.newFolder();
    private StandaloneOpenCode openCode;
    private Relay relay;
    private CodingServer coding;

    @BeforeEach
    void start() {
        openCode = StandaloneOpenCode.in(folder);
        relay = new Relay(openCode.port());
        coding = new CodingServer("berth.opencode.url", "http://127.0.0.1:" + relay.port(), "berth.opencode.password", openCode.password());
        openCode.use(coding.provider);
        coding.start();
    }

    @AfterEach
    void stop() {
        coding.close();
        relay.close();
        openCode.close();
    }

    @Test
    @DisplayName("is followed through cuts of the event stream: the answer is whole, and nothing is said twice")
    void streamCut() {
        coding.provider.script("through-cuts", say("One. ").and(gate("cut-1")).and(say("Two. ")).and(gate("cut-2"))
                .and(call("read", Json.object("filePath", "README.md"))), say("Three."));
        String id = coding.newSession();
        try (FollowSocket socket = coding.berth().socket(id, "?after=0")) {
            String turn = coding.berth().prompt(id, "through-cuts").getString("turnId");
            Await.until("the beginning", () -> coding.answer(id).equals("One. "));
            relay.cut();
            coding.provider.open("cut-1");
            relay.cut();
            coding.provider.open("cut-2");
            coding.berth().awaitTurn(id, turn, "completed");
            assertEquals("One. Two. Three.", coding.answer(id));
            assertEquals("complete", coding.parts(id, "tool-call").get(0).getString("state"));
            socket.frames().awaitTurn(turn, "completed");
            assertEquals(List.of(), new FollowedText().apply(socket.frames().all()).faults());
        }
    }

    @Test
    @DisplayName("still asks what it asked while the stream was cut, and is told the answer")
    void askedMeanwhile() {
        coding.provider.script("ask-meanwhile",
                say("I ask. ").and(gate("ask-now")).and(call("bash", Json.object("command", "echo asked"))), say("Told."));
        String id = coding.newSession();
        String turn = coding.berth().prompt(id, "ask-meanwhile").getString("turnId");
        Await.until("the beginning", () -> coding.answer(id).equals("I ask. "));
        relay.cut();
        coding.provider.open("ask-now");
        coding.permit(id, "once");
        coding.berth().awaitTurn(id, turn, "completed");
        assertEquals("I ask. Told.", coding.answer(id));
    }

    @Test
    @DisplayName("outlives a killed Berth; what it still said is not mixed into the next turn")
    void berthKilled() throws Exception {
        coding.provider.script("talk-on-elsewhere", say("Before. ").and(gate("later")).and(say("Long after.")));
        String id = coding.newSession();
        String turn = coding.berth().prompt(id, "talk-on-elsewhere").getString("turnId");
        Await.until("the beginning", () -> coding.answer(id).equals("Before. "));
        coding.server().kill();
        coding.start();
        coding.berth().awaitTurn(id, turn, "interrupted");
        coding.provider.script("talk-on-elsewhere", say("Again."));
        coding.berth().post("/sessions/" + id + "/turns/" + turn + "/retry").expect(200);
        coding.berth().awaitTurn(id, turn, "completed");
        coding.provider.open("later");
        assertEquals("Again.", coding.answer(id));
        assertEquals(List.of("talk-on-elsewhere", "Before. ", "Again."), Json.texts(coding.berth().messages(id), "content"));
    }

    @Test
    @DisplayName("that is gone interrupts the turn with its text kept, and Retry says why it cannot")
    void gone() {
        coding.provider.script("never-ends", say("Before. ").and(gate("never-opened")));
        String id = coding.newSession();
        String turn = coding.berth().prompt(id, "never-ends").getString("turnId");
        Await.until("the beginning", () -> coding.answer(id).equals("Before. "));
        openCode.close();
        String reason = coding.berth().awaitTurn(id, turn, "interrupted").getString("reason");
        assertTrue(reason.startsWith("OpenCode"), reason);
        assertEquals("Before. ", coding.answer(id));
        coding.berth().post("/sessions/" + id + "/turns/" + turn + "/retry").expect(200);
        String why = coding.berth().awaitTurn(id, turn, "failed").getString("reason");
        assertTrue(why.contains("127.0.0.1") && !why.contains(openCode.password()), why);
    }
}
