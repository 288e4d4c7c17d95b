package dev.berth.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.Agent;
import dev.berth.session.AgentOutput;
import dev.berth.session.AgentRun;
import dev.berth.session.Event;
import dev.berth.session.Message;
import dev.berth.session.MessagePage;
import dev.berth.session.NewMessage;
import dev.berth.session.Part;
import dev.berth.session.PartState;
import dev.berth.session.Refusal;
import dev.berth.session.Prompt;
import dev.berth.session.Role;
import dev.berth.session.StorageFailure;
import dev.berth.session.StorageFailure.Kind;
import dev.berth.session.Turn;
import dev.berth.session.TurnState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What goes wrong below leaves nobody with less than was told (P1, P3, P4)")
class RecoveryTest {

    @TempDir
    private Path data;
    @TempDir
    private Path copy;
    private final ScriptedAgent agent = new ScriptedAgent();
    private final AtomicBoolean fault = new AtomicBoolean();
    private House house;

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void anAnswerThatWentBackToAnEarlierPartIsPutTogetherAfterACrash() throws IOException {
        house = new House(data, agent);
        String id = answering();
        agent.latest().text("a", "hello");
        House.until(() -> answer(id).equals("hello"));
        agent.latest().put("tool", Part.toolCall("c", "x", "this is not JSON", PartState.RUNNING));
        agent.latest().text("a", " more");
        House.until(() -> answer(id).equals("hello more"));
        copyOfTheFolder();
        house.close();
        house = new House(copy, new ScriptedAgent());
        assertEquals("hello more", answer(id));
        assertEquals(TurnState.INTERRUPTED, turns(id).get(0).state());
    }

    @Test
    void aPartThatIsReplacedShowsItsNewText() {
        house = new House(data, agent);
        String id = answering();
        agent.latest().text("a", "hel");
        agent.latest().put("a", Part.text("hello", PartState.COMPLETE));
        agent.latest().completed();
        House.until(() -> turns(id).get(0).state() == TurnState.COMPLETED);
        assertEquals("hello", answer(id));
    }

    @Test
    void aCommitThatSeemedToFailButIsOnDiskLeavesNoGap() {
        house = new House(data, agent, House.LIMITS, Between.logs((method, arguments, real) -> {
            Object result = real.call();
            if (method.equals("commit") && fault.getAndSet(false)) {
                throw new StorageFailure(Kind.UNREACHABLE, "late, as the test wants", null);
            }
            return result;
        }));
        String id = house.newSession();
        Listener listener = follow(id);
        say(id, "a");
        fault.set(true);
        assertThrows(Refusal.class, () -> say(id, "b"));
        say(id, "c");
        House.until(() -> listener.seqs().size() == 3);
        assertEquals(house.ask(id, session -> session.events().table().after(1, 100)).stream().map(Event::seq).toList(), listener.seqs());
    }

    @Test
    void aFullDiskInMidAnswerEndsTheTurnAndTheQueueGoesOnByItself() {
        house = new House(data, agent, House.LIMITS, Between.logs((method, arguments, real) -> {
            if (method.equals("commit") && fault.getAndSet(false)) {
                throw new StorageFailure(Kind.FULL, "full, as the test wants", null);
            }
            return real.call();
        }));
        String id = answering();
        house.prompt(id, "two");
        Listener listener = follow(id);
        fault.set(true);
        agent.latest().text("a", "x");
        House.until(() -> agent.prompts.size() == 2);
        House.until(() -> listener.frames.stream().anyMatch(frame -> frame.json().contains("interrupted")));
    }

    @Test
    void whatCannotBeRecordedEndsTheTurnAndNotTheSession() {
        house = new House(data, agent, House.LIMITS, Between.logs((method, arguments, real) -> {
            if (method.equals("keep") && fault.getAndSet(false)) {
                throw new IllegalStateException("a fault of ours, as the test wants");
            }
            return real.call();
        }));
        String id = answering();
        agent.latest().text("a", "kept");
        House.until(() -> answer(id).equals("kept"));
        fault.set(true);
        agent.latest().text("a", " lost");
        House.until(() -> !fault.get());
        House.until(() -> turns(id).get(0).state() != TurnState.RUNNING);
        assertEquals("kept", answer(id));
        assertNotEquals(TurnState.COMPLETED, turns(id).get(0).state());
        say(id, "and on it goes");
    }

    @Test
    void aStopThatCannotBeRecordedEndsTheTurnAllTheSameAndTheQueueGoesOn() {
        house = new House(data, agent, House.LIMITS, Between.logs((method, arguments, real) -> {
            if (method.equals("keep") && fault.getAndSet(false)) {
                throw new IllegalStateException("a fault of ours, as the test wants");
            }
            return real.call();
        }));
        String id = answering();
        agent.latest().text("a", "kept");
        House.until(() -> answer(id).equals("kept"));
        house.prompt(id, "two");
        fault.set(true);
        assertThrows(Refusal.class, () -> house.ask(id, session -> session.turns().stop()));
        House.until(() -> agent.prompts.size() == 2);
        assertEquals(List.of(TurnState.RUNNING, TurnState.FAILED), turns(id).stream().map(Turn::state).toList());
    }

    @Test
    void aDeletionThatFailsLeavesTheSessionAndItsFollowersAsTheyWere() {
        house = new House(data, agent, House.LIMITS, Between.store((method, arguments, real) -> {
            if (method.equals("delete") && fault.getAndSet(false)) {
                throw new StorageFailure(Kind.UNREACHABLE, "no, as the test wants", null);
            }
            return real.call();
        }));
        String id = house.newSession();
        Listener listener = follow(id);
        say(id, "a");
        fault.set(true);
        assertThrows(Refusal.class, () -> House.await(house.sessions.delete(id, "u")));
        say(id, "b");
        House.until(() -> listener.seqs().size() == 2);
        assertEquals(List.of(2L, 3L), listener.seqs());
    }

    @Test
    void anAgentThatCannotBeClosedKeepsNotTheFolderFromTheNextBerth() {
        Agent broken = new Agent() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public AgentRun start(Prompt prompt, AgentOutput output) {
                throw new IllegalStateException("never asked");
            }

            @Override
            public void close() {
                throw new IllegalStateException("a fault of the agent, as the test wants");
            }
        };
        house = new House(data, broken);
        String id = house.newSession();
        new Shutdown(house.sessions, broken, house.catalogue, house.store).run();
        house = new House(data, agent);
        say(id, "and on it goes");
    }

    @Test
    void whoFollowsASessionThatIsSetAsideIsTold() {
        house = new House(data, agent, House.LIMITS, Between.logs((method, arguments, real) -> {
            if (method.equals("commit") && fault.getAndSet(false)) {
                throw new StorageFailure(Kind.DAMAGED, "a bad page, as the test wants", null);
            }
            return real.call();
        }));
        String id = house.newSession();
        Listener listener = follow(id);
        fault.set(true);
        assertThrows(Refusal.class, () -> say(id, "x"));
        House.until(() -> listener.closed == CloseReason.INTERNAL);
        String sentence = assertThrows(Refusal.class, () -> say(id, "y")).getMessage();
        assertTrue(sentence.startsWith("This session has been set aside"), sentence);
    }

    private String answering() {
        String id = house.newSession();
        house.prompt(id, "one");
        House.until(() -> agent.prompts.size() == 1);
        return id;
    }

    private Listener follow(String id) {
        Listener listener = new Listener();
        House.await(house.sessions.with(id, session -> session.follow(Follow.all(listener, Viewer.named("u"), null))));
        return listener;
    }

    private void say(String id, String text) {
        house.ask(id, session -> session.messages().append(new NewMessage(Role.USER, text, null, null, null)));
    }

    private String answer(String id) {
        return house.ask(id, session -> session.page(MessagePage.newest(100))).stream()
                .filter(message -> message.role() == Role.ASSISTANT).map(Message::content).reduce("", (before, latest) -> latest);
    }

    private List<Turn> turns(String id) {
        return house.ask(id, session -> session.turns().list());
    }

    /** What a kill at this very moment would leave, as far as another process sees it. */
    private void copyOfTheFolder() throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            for (Path path : all.filter(file -> !file.endsWith("berth.lock")).toList()) {
                Path target = copy.resolve(data.relativize(path));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }
}
