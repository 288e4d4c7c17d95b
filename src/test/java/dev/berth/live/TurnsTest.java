package dev.berth.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.Activity;
import dev.berth.session.Message;
import dev.berth.session.MessagePage;
import dev.berth.session.Part;
import dev.berth.session.PartState;
import dev.berth.session.Prompt;
import dev.berth.session.PromptFile;
import dev.berth.session.Refusal;
import dev.berth.session.Role;
import dev.berth.session.SessionChange;
import dev.berth.session.SessionStatus;
import dev.berth.session.Turn;
import dev.berth.session.TurnState;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A turn belongs to its session (P4)")
class TurnsTest {

    @TempDir
    private Path data;
    private final ScriptedAgent agent = new ScriptedAgent();
    private House house;
    private String id;

    @BeforeEach
    void open() {
        house = new House(data, agent);
        id = house.newSession();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void oneRunsAndTheRestWaitInOrder() {
        assertEquals(0, house.prompt(id, "one").turn().position());
        assertEquals(1, house.prompt(id, "two").turn().position());
        assertEquals(2, house.prompt(id, "three").turn().position());
        House.until(() -> agent.prompts.size() == 1);
        agent.latest().completed();
        House.until(() -> agent.prompts.size() == 2);
        assertEquals("two", agent.prompts.get(1).content());
        assertEquals(List.of(TurnState.RUNNING, TurnState.QUEUED, TurnState.COMPLETED), states());
    }

    @Test
    void theQueueIsLimited() {
        for (int i = 0; i < 4; i++) {
            house.prompt(id, "p" + i);
        }
        assertEquals(Refusal.Code.TOO_MANY, assertThrows(Refusal.class, () -> house.prompt(id, "one too many")).code());
        assertEquals(Long.valueOf(4), house.ask(id, session -> session.messages().count()));
    }

    @Test
    void waitingTurnsCanBeReorderedAndRemoved() {
        house.prompt(id, "running");
        String two = house.prompt(id, "two").turn().id();
        String three = house.prompt(id, "three").turn().id();
        assertEquals(1, house.ask(id, session -> session.turns().move(three, 1)).position());
        house.ask(id, session -> {
            session.turns().remove(two);
            return null;
        });
        House.until(() -> agent.prompts.size() == 1);
        agent.latest().completed();
        House.until(() -> agent.prompts.size() == 2);
        assertEquals("three", agent.prompts.get(1).content());
        assertFalse(messages().stream().anyMatch(message -> message.content().equals("two")));
        assertThrows(Refusal.class, () -> house.ask(id, session -> session.turns().move(three, 1)));
    }

    @Test
    void aWaitingTurnRunsWithTheWordsItsMessageWasGivenLast() {
        house.prompt(id, "running");
        house.prompt(id, "two");
        Prompted three = house.prompt(id, "three");
        Listener listener = new Listener();
        House.await(house.sessions.with(id, session -> session.follow(Follow.all(listener, Viewer.named("u"), null))));
        assertEquals(1, change(three, 1, "3").position());
        Message rewritten = message(three);
        assertEquals(three.message().seq() + " 3 [{\"type\":\"text\",\"content\":\"3\",\"state\":\"complete\"}]",
                rewritten.seq() + " " + rewritten.content() + " " + rewritten.parts());
        House.until(() -> listener.frames.stream().anyMatch(frame -> frame.json().contains("\"message\":" + rewritten.toJson())));
        House.until(() -> agent.prompts.size() == 1);
        agent.latest().completed();
        House.until(() -> agent.prompts.size() == 2);
        assertEquals("3", agent.prompts.get(1).content());
        assertEquals(Refusal.Code.CONFLICT, assertThrows(Refusal.class, () -> change(three, null, "too late")).code());
    }

    @Test
    void aPlaceThatThereIsNotLeavesTheWordsToo() {
        house.prompt(id, "running");
        Prompted two = house.prompt(id, "two");
        Long before = house.ask(id, session -> session.events().last());
        assertEquals(Refusal.Code.INVALID, assertThrows(Refusal.class, () -> change(two, 2, "other")).code());
        assertEquals("two", message(two).content());
        assertEquals(before, house.ask(id, session -> session.events().last()));
    }

    @Test
    void stopKeepsThePartialAnswerInOneMessageAndLetsTheNextTurnBegin() {
        Turn turn = house.prompt(id, "one").turn();
        house.prompt(id, "two");
        House.until(() -> agent.prompts.size() == 1);
        agent.latest().text("t", "partial ");
        House.until(() -> answer().equals("partial "));
        agent.latest().text("t", "answer");
        Turn stopped = house.ask(id, session -> session.turns().stop()).orElseThrow();
        assertEquals(turn.id(), stopped.id());
        assertEquals(TurnState.STOPPED, stopped.state());
        assertEquals("partial answer", answer());
        House.until(() -> agent.prompts.size() == 2);
        agent.outputs.get(0).text("t", " too late");
        house.ask(id, session -> null);
        assertEquals(1, messages().stream().filter(message -> message.content().startsWith("partial")).count());
        assertTrue(messages().stream().noneMatch(message -> message.content().contains("too late")));
    }

    @Test
    void stoppingTwiceIsStoppingOnce() {
        Turn turn = house.prompt(id, "one").turn();
        Turn first = house.ask(id, session -> session.turns().stop()).orElseThrow();
        Turn second = house.ask(id, session -> session.turns().stop()).orElseThrow();
        assertEquals(turn.id(), first.id());
        assertEquals(first.state(), second.state());
        assertEquals(first.endedAt(), second.endedAt());
    }

    @Test
    void theNextTurnWaitsUntilAStoppedAgentHasLetGo() {
        agent.release = new CompletableFuture<>();
        house.prompt(id, "one");
        House.until(() -> agent.prompts.size() == 1);
        house.ask(id, session -> session.turns().stop());
        house.prompt(id, "two");
        assertEquals(1, agent.prompts.size());
        agent.release.complete(null);
        House.until(() -> agent.prompts.size() == 2);
    }

    @Test
    void aFailedTurnSaysWhyAndCanBeRunAgain() {
        Turn turn = house.prompt(id, "one").turn();
        House.until(() -> agent.prompts.size() == 1);
        agent.latest().failed("The model is away.");
        House.until(() -> state(turn) == TurnState.FAILED);
        assertEquals("The model is away.", house.ask(id, session -> session.turns().find(turn.id())).reason());
        assertEquals(Activity.FAILED, house.ask(id, session -> session.session()).activity());
        house.ask(id, session -> session.turns().retry(turn.id()));
        House.until(() -> agent.prompts.size() == 2);
        agent.latest().text("t", "fine");
        agent.latest().completed();
        House.until(() -> state(turn) == TurnState.COMPLETED);
        assertEquals("fine", answer());
        assertEquals(Activity.IDLE, house.ask(id, session -> session.session()).activity());
        assertThrows(Refusal.class, () -> house.ask(id, session -> session.turns().retry(turn.id())));
    }

    @Test
    void theSameClientMessageIsStoredAndRunOnce() {
        PromptWish wish = new PromptWish("one", null, "c1", null);
        Prompted first = house.ask(id, session -> session.turns().prompt(wish));
        Prompted again = house.ask(id, session -> session.turns().prompt(wish));
        assertEquals(first.message().id(), again.message().id());
        assertEquals(first.turn().id(), again.turn().id());
        PromptWish other = new PromptWish("two", null, "c1", null);
        assertEquals(Refusal.Code.CONFLICT,
                assertThrows(Refusal.class, () -> house.ask(id, session -> session.turns().prompt(other))).code());
    }

    @Test
    void filesAreKeptWithTheMessageAndHandedOverEachTimeItsTurnRuns() {
        PromptFile file = new PromptFile("a \"b\".txt", "data:text/plain;base64,aGk=");
        house.prompt(id, "first");
        PromptWish wish = new PromptWish("look", null, "c1", null, List.of(file));
        Prompted prompted = house.ask(id, session -> session.turns().prompt(wish));
        assertEquals(List.of(Part.text("look", PartState.COMPLETE), file.part()), PartsReader.parts(prompted.message().parts()));
        assertEquals(prompted.turn().id(), house.ask(id, session -> session.turns().prompt(wish)).turn().id());
        PromptWish other = new PromptWish("look", null, "c1", null, List.of(new PromptFile("b", file.url())));
        assertEquals(Refusal.Code.CONFLICT,
                assertThrows(Refusal.class, () -> house.ask(id, session -> session.turns().prompt(other))).code());
        change(prompted, null, "look again");
        assertEquals(List.of(Part.text("look again", PartState.COMPLETE), file.part()), PartsReader.parts(message(prompted).parts()));
        House.until(() -> agent.prompts.size() == 1);
        agent.latest().completed();
        House.until(() -> agent.prompts.size() == 2);
        agent.latest().failed("no");
        House.until(() -> state(prompted.turn()) == TurnState.FAILED);
        house.ask(id, session -> session.turns().retry(prompted.turn().id()));
        House.until(() -> agent.prompts.size() == 3);
        assertEquals(List.of(List.of(), List.of(file), List.of(file)), agent.prompts.stream().map(Prompt::files).toList());
        assertEquals("look again", agent.prompts.get(2).content());
    }

    @Test
    void anAgentThatTakesNoFilesIsHandedNone() {
        agent.takesFiles = false;
        PromptWish wish = new PromptWish("look", null, null, null, List.of(new PromptFile("a", "data:text/plain;base64,")));
        Refusal refusal = assertThrows(Refusal.class, () -> house.ask(id, session -> session.turns().prompt(wish)));
        assertEquals(Refusal.Code.INVALID, refusal.code());
        assertTrue(refusal.getMessage().startsWith("files "), refusal.getMessage());
        assertEquals(List.of(), messages());
    }

    @Test
    void toolsAndTextKeepTheirOrderAndOnlyTheLastStateIsKeptInTheLog() {
        Turn turn = house.prompt(id, "one").turn();
        House.until(() -> agent.prompts.size() == 1);
        agent.latest().text("a", "before ");
        agent.latest().put("tool", Part.toolCall("c", "shell", "{}", PartState.RUNNING));
        House.until(() -> answer().equals("before "));
        agent.latest().put("tool", Part.toolCall("c", "shell", "{}", PartState.COMPLETE));
        agent.latest().text("b", "after");
        agent.latest().completed();
        House.until(() -> state(turn) == TurnState.COMPLETED);
        Message answered = messages().get(1);
        assertEquals("before after", answered.content());
        assertEquals(List.of("text", "tool-call", "text"), PartsReader.parts(answered.parts()).stream().map(Part::type).toList());
        assertEquals(1, house.ask(id, session -> session.events().table().after(0, 100)).stream()
                .filter(event -> event.type().equals("message-parts")).count());
    }

    @Test
    void halfOfASurrogatePairIsKeptBackUntilTheOtherHalfComes() {
        Turn turn = house.prompt(id, "one").turn();
        House.until(() -> agent.prompts.size() == 1);
        agent.latest().text("t", "smile \uD83D");
        House.until(() -> answer().equals("smile "));
        agent.latest().text("t", "\uDE00");
        agent.latest().completed();
        House.until(() -> state(turn) == TurnState.COMPLETED);
        assertEquals("smile \uD83D\uDE00", answer());
    }

    @Test
    void anArchivedSessionTakesNoPrompt() {
        house.ask(id, session -> {
            session.identity().change(new SessionChange(null, false, null, SessionStatus.ARCHIVED), session.session());
            return null;
        });
        assertEquals(Refusal.Code.CONFLICT, assertThrows(Refusal.class, () -> house.prompt(id, "one")).code());
    }

    @Test
    void aRunningTurnIsInterruptedByAShutdownWithItsTextKeptAndTheQueueGoesOn() {
        Turn turn = house.prompt(id, "one").turn();
        house.prompt(id, "two");
        House.until(() -> agent.prompts.size() == 1);
        agent.latest().text("t", "some words");
        House.until(() -> answer().equals("some words"));
        house.close();
        house = new House(data, agent);
        House.until(() -> agent.prompts.size() == 2);
        assertEquals(TurnState.INTERRUPTED, state(turn));
        assertEquals("some words", answer());
        assertNotEquals(turn.id(), agent.prompts.get(1).turnId());
    }

    private Turn change(Prompted prompted, Integer position, String content) {
        return house.ask(id, session -> session.turns().change(prompted.turn().id(), new TurnChange(position, content)));
    }

    private Message message(Prompted prompted) {
        return house.ask(id, session -> session.messages().find(prompted.message().id())).orElseThrow();
    }

    private List<Message> messages() {
        return house.ask(id, session -> session.page(MessagePage.newest(100)));
    }

    /** What the assistant said last; nothing yet is an empty text. */
    private String answer() {
        return messages().stream().filter(message -> message.role() == Role.ASSISTANT).map(Message::content)
                .reduce("", (before, latest) -> latest);
    }

    private TurnState state(Turn turn) {
        return house.ask(id, session -> session.turns().find(turn.id())).state();
    }

    private List<TurnState> states() {
        return house.ask(id, session -> session.turns().list()).stream().map(Turn::state).toList();
    }
}
