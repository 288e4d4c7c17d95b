package dev.berth.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.Activity;
import dev.berth.session.AskState;
import dev.berth.session.Permission;
import dev.berth.session.PermissionReply;
import dev.berth.session.PermissionRequest;
import dev.berth.session.Question;
import dev.berth.session.QuestionRequest;
import dev.berth.session.Refusal;
import dev.berth.session.Turn;
import dev.berth.session.TurnState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What an agent asks of people")
class AsksTest {

    @TempDir
    private Path data;
    private final ScriptedAgent agent = new ScriptedAgent();
    private House house;
    private String id;
    private Turn turn;

    @BeforeEach
    void openAndPrompt() {
        house = new House(data, agent);
        id = house.newSession();
        turn = prompt();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @DisplayName("waits as a row, and the first answer counts for all (P8)")
    void firstAnswerCounts() {
        agent.latest().ask(bash("p1", "rm -r build"));
        House.until(() -> activity() == Activity.WAITING);
        assertEquals(List.of("p1"), pending().stream().map(Permission::id).toList());
        Permission answered = permit("p1", PermissionReply.ONCE);
        assertEquals(AskState.ANSWERED, answered.state());
        Refusal late = assertThrows(Refusal.class, () -> permit("p1", PermissionReply.REJECT));
        assertEquals(Refusal.Code.CONFLICT, late.code());
        assertEquals(answered, late.subject().form());
        House.until(() -> !agent.answers.isEmpty());
        assertEquals(List.of("p1 ONCE said"), agent.answers);
        assertEquals(Activity.RUNNING, activity());
    }

    @Test
    @DisplayName("is not asked again once it was allowed for the whole session, and in no other session")
    void alwaysHoldsForTheSession() {
        agent.latest().ask(bash("p1", "npm test"));
        House.until(() -> pending().size() == 1);
        permit("p1", PermissionReply.ALWAYS);
        agent.latest().ask(bash("p2", "npm test --watch"));
        agent.latest().ask(bash("p3", "curl evil"));
        House.until(() -> pending().size() == 1);
        assertEquals(List.of("p1 ALWAYS said", "p2 ONCE null"), agent.answers);
        assertEquals("p3", pending().get(0).id());
        id = house.newSession();
        prompt();
        agent.latest().ask(bash("p4", "npm test"));
        House.until(() -> pending().size() == 1);
    }

    @Test
    @DisplayName("expires when its turn ends, however that ends")
    void expiresWithItsTurn() {
        agent.latest().ask(bash("p1", "ls"));
        agent.latest().ask(new QuestionRequest("q1", null, 1, "[{\"question\":\"Which?\",\"options\":[]}]"));
        House.until(() -> pending().size() == 1 && questions().size() == 1);
        house.ask(id, session -> session.turns().stop());
        assertTrue(pending().isEmpty() && questions().isEmpty());
        assertEquals(AskState.EXPIRED, house.ask(id, session -> session.permissions().find("p1")).orElseThrow().state());
        assertThrows(Refusal.class, () -> permit("p1", PermissionReply.ONCE));
        assertTrue(agent.answers.isEmpty());
    }

    @Test
    @DisplayName("is expired, and its turn interrupted, after Berth was started again (P8)")
    void survivesARestart() {
        agent.latest().ask(bash("p1", "ls"));
        House.until(() -> pending().size() == 1);
        house.close();
        house = new House(data, agent);
        House.until(() -> state() == TurnState.INTERRUPTED);
        Permission after = house.ask(id, session -> session.permissions().find("p1")).orElseThrow();
        assertEquals(AskState.EXPIRED, after.state());
        assertNull(after.reply());
    }

    @Test
    @DisplayName("is answered with as many answers as there are questions, or not at all")
    void asManyAnswersAsQuestions() {
        agent.latest().ask(new QuestionRequest("q1", "call", 2,
                "[{\"question\":\"A?\",\"options\":[]},{\"question\":\"B?\",\"options\":[]}]"));
        House.until(() -> questions().size() == 1);
        assertEquals(Refusal.Code.INVALID, assertThrows(Refusal.class, () -> answer("q1", List.of(List.of("a")))).code());
        Question answered = answer("q1", List.of(List.of("a"), List.of("b", "own words")));
        assertEquals("[[\"a\"],[\"b\",\"own words\"]]", answered.answersJson());
        House.until(() -> agent.answers.equals(List.of("q1 [[a], [b, own words]]")));
        assertThrows(Refusal.class, () -> answer("q1", null));
        assertEquals(Refusal.Code.NOT_FOUND, assertThrows(Refusal.class, () -> answer("q2", null)).code());
    }

    @Test
    @DisplayName("is rejected for people who do not answer in time, and the turn goes on")
    void deadline() {
        house.close();
        LiveLimits limits = new LiveLimits(100, Duration.ofMinutes(1), 3, Duration.ofMinutes(1), Duration.ofMillis(100), 100, 100);
        house = new House(data, agent, limits, store -> store);
        id = house.newSession();
        turn = prompt();
        agent.latest().ask(bash("p1", "ls"));
        House.until(() -> agent.answers.equals(List.of("p1 REJECT Nobody answered in time.")));
        assertEquals(TurnState.RUNNING, state());
        assertEquals(Activity.RUNNING, activity());
    }

    @Test
    @DisplayName("does not use up the time that the turn may take")
    void waitingDoesNotCount() {
        house.close();
        LiveLimits limits = new LiveLimits(100, Duration.ofMinutes(1), 3, Duration.ofMillis(400), Duration.ofMillis(1500), 100, 100);
        house = new House(data, agent, limits, store -> store);
        id = house.newSession();
        turn = prompt();
        agent.latest().ask(bash("p1", "ls"));
        House.until(() -> agent.answers.size() == 1);
        House.until(() -> state() == TurnState.FAILED);
        assertEquals("p1 REJECT Nobody answered in time.", agent.answers.get(0));
    }

    @Test
    @DisplayName("is nothing to wait for when it was answered before")
    void askedAgain() {
        agent.latest().ask(bash("p1", "ls"));
        House.until(() -> pending().size() == 1);
        permit("p1", PermissionReply.ONCE);
        agent.latest().ask(bash("p1", "ls"));
        agent.latest().ask(bash("p2", "ls"));
        House.until(() -> pending().size() == 1);
        permit("p2", PermissionReply.ONCE);
        assertEquals(Activity.RUNNING, activity());
        House.until(() -> agent.answers.size() == 3);
        assertTrue(agent.answers.contains("p1 REJECT This was asked before."), agent.answers.toString());
    }

    @Test
    @DisplayName("can be taken back by the agent")
    void withdrawn() {
        agent.latest().ask(bash("p1", "ls"));
        House.until(() -> pending().size() == 1);
        agent.latest().withdraw("p1");
        House.until(() -> pending().isEmpty());
        assertEquals(Activity.RUNNING, activity());
        assertTrue(agent.answers.isEmpty());
    }

    private static PermissionRequest bash(String permissionId, String command) {
        return new PermissionRequest(permissionId, "call", "bash", command, List.of(command), List.of("npm test*"), null);
    }

    private Turn prompt() {
        int before = agent.outputs.size();
        Turn prompted = house.prompt(id, "go").turn();
        House.until(() -> agent.outputs.size() > before);
        return prompted;
    }

    private List<Permission> pending() {
        return house.ask(id, session -> session.permissions().pending());
    }

    private List<Question> questions() {
        return house.ask(id, session -> session.questions().pending());
    }

    private Permission permit(String permissionId, PermissionReply reply) {
        return house.ask(id, session -> session.turns().permit(permissionId, reply, "said", "u"));
    }

    private Question answer(String questionId, List<List<String>> answers) {
        return house.ask(id, session -> session.turns().answer(questionId, answers, "u"));
    }

    private Activity activity() {
        return house.ask(id, session -> session.session().activity());
    }

    private TurnState state() {
        return house.ask(id, session -> session.turns().find(turn.id())).state();
    }
}
