package dev.berth.it;

import static dev.berth.it.opencode.Step.call;
import static dev.berth.it.opencode.Step.cut;
import static dev.berth.it.opencode.Step.first;
import static dev.berth.it.opencode.Step.finish;
import static dev.berth.it.opencode.Step.garbage;
import static dev.berth.it.opencode.Step.gate;
import static dev.berth.it.opencode.Step.hang;
import static dev.berth.it.opencode.Step.httpError;
import static dev.berth.it.opencode.Step.httpErrorTimes;
import static dev.berth.it.opencode.Step.say;
import static dev.berth.it.opencode.Step.withoutEnd;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.opencode.NeedsOpenCode;
import dev.berth.it.opencode.Step;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each ends in a named state with its reason in plain words; what was said stays, and Retry works. */
@NeedsOpenCode
@DisplayName("A model's provider that")
class OpenCodeFaultsIT {

    private final CodingServer coding = SharedCodingServer.running();
    private final Berth berth = coding.berth();

    @Test
    @DisplayName("refuses the key fails the turn at once, and Retry works when the key is right")
    void unauthorised() {
        assertFailsThenWorks("refuses-key", "The model's provider has refused the key (401): bad key.", "", httpError(401, "bad key"));
    }

    @Test
    @DisplayName("takes no more requests is tried again, shown as such, and fails the turn in the end")
    void tooMany() {
        assertFailsThenWorks("too-many", "The model's provider takes no more requests for now (429): slow down.", "",
                httpError(429, "slow down", "retry-after-ms", "10"));
    }

    @Test
    @DisplayName("fails is tried again, shown as such, and fails the turn in the end")
    void broken() {
        assertFailsThenWorks("is-broken", "The model's provider has failed (500): boom.", "",
                httpError(500, "boom", "retry-after-ms", "10"));
    }

    @Test
    @DisplayName("fails twice and then answers leaves no trace but the answer")
    void brokenForAMoment() {
        coding.provider.script("fails-twice", httpErrorTimes(2, 500).and(say("At last.")));
        String id = coding.newSession();
        JsonObject turn = berth.promptToEnd(id, "fails-twice");
        assertEquals("At last.", coding.answer(id));
        assertTrue(turn.isNull("progress") && turn.isNull("reason"), turn.toString());
    }

    @Test
    @DisplayName("fails for longer than is waited for fails the turn with the last reason")
    void brokenForLong() {
        assertFailsThenWorks("fails-for-long", "The model's provider has failed for 10 seconds: boom", "",
                httpError(503, "boom", "retry-after-ms", "5000"));
    }

    @Test
    @DisplayName("never answers fails the turn when its time is over")
    void never() {
        assertFailsThenWorks("never-answers", "The model has said nothing for 8 seconds.", "", hang());
    }

    @Test
    @DisplayName("falls silent in mid-answer fails the turn when its time is over, and keeps what was said")
    void silent() {
        assertFailsThenWorks("falls-silent", "The model has said nothing for 8 seconds.", "Well begun. ",
                say("Well begun. ").and(gate("never")));
    }

    @Test
    @DisplayName("sends garbage in mid-answer fails the turn, and keeps what was said")
    void garbled() {
        assertFailsThenWorks("sends-garbage", "The model's provider has sent something that is no answer.", "Well begun. ",
                say("Well begun. ").and(garbage()));
    }

    @Test
    @DisplayName("never ends its answers is stopped before it goes round in circles")
    void endless() {
        assertFailsThenWorks("without-end", "The model's answers break off without an end.", "", withoutEnd());
        long asked = coding.provider.requests().stream().filter(request -> request.prompt().contains("without-end")).count();
        assertTrue(asked < 60, asked + " requests");
    }

    @Test
    @DisplayName("cuts the connection in mid-answer is tried again; what was said stays, and never gets shorter")
    void cutOff() {
        coding.provider.script("cuts-once", first(1, say("First try. ").and(gate("cut-now")).and(cut())).and(say("Second try.")));
        String id = coding.newSession();
        try (FollowSocket socket = berth.socket(id, "?after=0")) {
            String turn = berth.prompt(id, "cuts-once").getString("turnId");
            Await.until("the first try", () -> coding.answer(id).equals("First try. "));
            coding.provider.open("cut-now");
            berth.awaitTurn(id, turn, "completed");
            socket.frames().awaitTurn(turn, "completed");
            assertEquals(List.of(), new FollowedText().apply(socket.frames().all()).faults());
        }
        assertEquals("First try. Second try.", coding.answer(id));
    }

    @Test
    @DisplayName("ends an answer for its length ends the turn well")
    void tooLong() {
        coding.provider.script("too-long", say("As long as it").and(finish("length")));
        String id = coding.newSession();
        berth.promptToEnd(id, "too-long");
        assertEquals("As long as it", coding.answer(id));
    }

    @Test
    @DisplayName("does not know the model fails the turn with its name")
    void unknownModel() {
        String id = coding.newSession();
        String turn = berth.post("/chat/" + id + "?wait=false", Json.object("content", "hello", "model", "standin/nosuch"))
                .expect(202).object().getString("turnId");
        String reason = berth.awaitTurn(id, turn, "failed").getString("reason");
        assertTrue(reason.contains("standin/nosuch"), reason);
    }

    @Test
    @DisplayName("has a model that calls a tool with nonsense is told so, and the turn goes on")
    void nonsense() {
        coding.provider.script("calls-nonsense", call("nosuchtool", Json.object("a", 1)), call("edit", Json.object("filePath", "README.md",
                "oldString", "not there", "newString", "x")), say("I see."));
        String id = coding.newSession();
        berth.promptToEnd(id, "calls-nonsense");
        assertEquals("I see.", coding.answer(id));
        assertEquals(List.of("nosuchtool", "edit"),
                coding.parts(id, "tool-call").stream().map(part -> part.getString("toolName")).toList());
        assertTrue(coding.parts(id, "tool-call").stream().allMatch(part -> part.getString("state").equals("error")));
    }

    private void assertFailsThenWorks(String script, String reason, String said, Step... steps) {
        coding.provider.script(script, steps);
        String id = coding.newSession();
        String turn = berth.prompt(id, script).getString("turnId");
        assertEquals(reason, berth.awaitTurn(id, turn, "failed").getString("reason"));
        assertEquals(said, coding.answer(id));
        assertEquals(reason, coding.parts(id, "error").get(0).getString("content"));
        assertEquals("failed", berth.session(id).getString("activity"));
        List<JsonObject> before = berth.messages(id).getValuesAs(JsonObject.class);
        coding.provider.script(script, say("Well done."));
        berth.post("/sessions/" + id + "/turns/" + turn + "/retry").expect(200);
        berth.awaitTurn(id, turn, "completed");
        assertEquals("Well done.", coding.answer(id));
        assertEquals(before, berth.messages(id).getValuesAs(JsonObject.class).subList(0, before.size()));
    }
}
