package dev.berth.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.Agent;
import dev.berth.session.AgentOutput;
import dev.berth.session.AgentRun;
import dev.berth.session.Catalogue;
import dev.berth.session.Event;
import dev.berth.session.Mode;
import dev.berth.session.NewMessage;
import dev.berth.session.NewSession;
import dev.berth.session.Prompt;
import dev.berth.session.Refusal;
import dev.berth.session.Role;
import dev.berth.session.Session;
import dev.berth.session.TaskChange;
import dev.berth.session.Tasks;
import dev.berth.session.Turn;
import dev.berth.session.TurnState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Sessions come and go under everything that happens at the same time")
class LifeCycleTest {

    @TempDir
    private Path data;
    private final ScriptedAgent agent = new ScriptedAgent();
    private House house;

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void anAgentThatCannotBeStoppedKeepsNeitherTheFileOpenNorTheOthersWaiting() {
        AtomicInteger open = new AtomicInteger();
        house = new House(data, new Unstoppable(), House.LIMITS, Between.store((method, arguments, real) -> {
            Object result = real.call();
            open.addAndGet(method.startsWith("open") ? 1 : 0);
            return result;
        }));
        String id = house.newSession();
        house.prompt(id, "one");
        Listener listener = follow(id);
        long head = house.ask(id, session -> session.events().last());
        CountDownLatch together = new CountDownLatch(1);
        house.sessions.ask(id, session -> awaited(together));
        CompletionStage<Optional<Turn>> stop = house.sessions.ask(id, session -> session.turns().stop());
        CompletionStage<?> neighbour = house.sessions.ask(id, session -> say(session, "neighbour"));
        together.countDown();
        assertEquals(TurnState.STOPPED, House.await(stop).orElseThrow().state());
        House.await(neighbour);
        List<Long> log = house.ask(id, session -> session.events().table().after(head, 100)).stream().map(Event::seq).toList();
        House.until(() -> listener.seqs().size() == log.size());
        assertEquals(log, listener.seqs());
        assertEquals(1, open.get());
    }

    @Test
    void aTaskTooManyIsLeftOutAndTheAnswerGoesOn() {
        house = new House(data, agent);
        String id = house.newSession();
        house.ask(id, session -> {
            for (int i = 0; i < Tasks.COUNT_MAX; i++) {
                session.tasks().add(TaskChange.added("t", null, null, null), null);
            }
            return null;
        });
        Turn turn = house.prompt(id, "one").turn();
        House.until(() -> agent.prompts.size() == 1);
        agent.latest().text("a", "hello");
        agent.latest().task(TaskChange.added("one more", null, null, null));
        agent.latest().completed();
        House.until(() -> house.ask(id, session -> session.turns().find(turn.id())).state() == TurnState.COMPLETED);
    }

    @Test
    void anAnswerThatIsTooLongEndsItsTurnAndTheNextWaitsForTheAgentToLetGo() {
        house = new House(data, agent);
        agent.release = new CompletableFuture<>();
        String id = house.newSession();
        Turn turn = house.prompt(id, "one").turn();
        house.prompt(id, "two");
        House.until(() -> agent.prompts.size() == 1);
        String large = "x".repeat(AnswerIntake.ANSWER_CHARS_MAX / 4);
        for (int i = 0; i < 5; i++) {
            agent.latest().text("a", large);
        }
        House.until(() -> house.ask(id, session -> session.turns().find(turn.id())).state() == TurnState.FAILED);
        assertEquals(1, agent.prompts.size());
        agent.release.complete(null);
        House.until(() -> agent.prompts.size() == 2);
    }

    @Test
    void aShutdownInterruptsWhatRunsAndLeavesTheQueueWaiting() throws IOException {
        for (int i = 0; i < 15; i++) {
            Path folder = Files.createDirectory(data.resolve("d" + i));
            ScriptedAgent first = new ScriptedAgent();
            house = new House(folder, first);
            String id = house.newSession();
            house.prompt(id, "one");
            Turn two = house.prompt(id, "two").turn();
            House.until(() -> first.prompts.size() == 1);
            house.close();
            house = new House(folder, new ScriptedAgent());
            assertEquals(TurnState.RUNNING, house.ask(id, session -> session.turns().find(two.id())).state());
            house.close();
        }
        house = new House(data, agent);
    }

    @Test
    void whatComesAfterAShutdownIsRefusedAndNotForgotten() {
        house = new House(data, agent);
        String id = house.newSession();
        house.sessions.shutDown();
        NewSession wish = new NewSession("later", "u", "acme", "rocket", null, Mode.BUILD, null);
        Catalogue.Query all = new Catalogue.Query("u", null, null, null, null, null, null, 100);
        for (Runnable late : List.<Runnable>of(() -> house.sessions.create(wish), () -> house.sessions.ensure("later", "u"),
                () -> house.sessions.list(all), () -> house.ask(id, session -> say(session, "later")), () -> house.sessions.administration().rebuild(),
                () -> house.sessions.administration().check(id))) {
            assertEquals(Refusal.Code.UNAVAILABLE, assertThrows(Refusal.class, late::run).code());
        }
        assertFalse(house.sessions.exists("later"));
    }

    @Test
    void aSessionNeverRetiresWithItsFileOpen() throws InterruptedException {
        house = new House(data, agent);
        String id = house.newSession();
        for (int round = 0; round < 60; round++) {
            LiveSession session = house.sessions.with(id, found -> found);
            AtomicBoolean retired = retireFromManySides(session);
            assertFalse(retired.get() && session.isOpen());
            session.hibernate();
            House.until(() -> !session.isOpen());
        }
    }

    @Test
    void theFirstFrameIsAlwaysReady() {
        house = new House(data, agent);
        String id = house.newSession();
        AtomicBoolean stop = new AtomicBoolean();
        Thread chatter = new Thread(() -> {
            while (!stop.get()) {
                house.sessions.with(id, session -> {
                    session.tell(Frame.passing("echo", "{}"), null);
                    return null;
                });
                LockSupport.parkNanos(50_000);
            }
        });
        chatter.start();
        for (int i = 0; i < 300; i++) {
            Listener listener = new Listener();
            Follow wish = new Follow(listener, Viewer.named("u"), null, null, 0, true, null);
            Follower follower = House.await(house.sessions.with(id, session -> session.follow(wish)));
            House.until(() -> !listener.frames.isEmpty());
            assertEquals("ready", listener.frames.get(0).type());
            follower.gone();
        }
        stop.set(true);
    }

    @Test
    void theOwnersDashboardIsToldThatASleepingSessionWasDeleted() {
        house = new House(data, agent);
        String id = house.newSession();
        Listener dashboard = new Listener();
        house.sessions.followList(dashboard, Viewer.named("u"));
        House.await(house.sessions.delete(id, "somebody else"));
        House.until(() -> dashboard.has("session-deleted"));
    }

    @Test
    void deletingWhatHasJustRetiredDeletesItsSuccessor() {
        house = new House(data, agent);
        String id = house.newSession();
        LiveSession old = house.sessions.with(id, session -> session);
        assertTrue(old.retire());
        Listener listener = follow(id);
        assertThrows(LiveSession.Retired.class, () -> old.delete(new Leaving("u", Map.of())));
        House.await(house.sessions.delete(id, "u"));
        House.until(() -> listener.closed == CloseReason.DELETED);
        assertThrows(Refusal.class, () -> house.ask(id, session -> say(session, "after the deletion")));
        assertFalse(house.sessions.exists(id));
    }

    @Test
    void anIdCannotBeTakenAgainWhileItsSessionIsBeingDeleted() {
        AtomicReference<Runnable> meanwhile = new AtomicReference<>();
        house = new House(data, agent, House.LIMITS, Between.store((method, arguments, real) -> {
            if (method.equals("delete")) {
                Runnable forgotten = (Runnable) arguments[1];
                arguments[1] = (Runnable) () -> {
                    meanwhile.get().run();
                    forgotten.run();
                };
            }
            return real.call();
        }));
        NewSession wish = new NewSession("fixed", "u", "acme", "rocket", null, Mode.BUILD, null);
        House.await(house.sessions.create(wish));
        meanwhile.set(() -> assertThrows(Refusal.class, () -> House.await(house.sessions.create(wish))));
        House.await(house.sessions.delete("fixed", "u"));
        House.await(house.sessions.create(wish));
        List<String> cards = House.await(house.sessions.list(new Catalogue.Query("u", null, null, null, null, null, null, 100))).cards();
        assertEquals(1, cards.size());
        assertTrue(cards.get(0).contains("\"id\":\"fixed\""));
    }

    private AtomicBoolean retireFromManySides(LiveSession session) throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicBoolean retired = new AtomicBoolean();
        List<Thread> sweepers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            Thread sweeper = new Thread(() -> {
                while (!stop.get() && !retired.get()) {
                    if (session.retire()) {
                        retired.set(true);
                    }
                }
            });
            sweeper.start();
            sweepers.add(sweeper);
        }
        try {
            House.await(session.ask(open -> null));
        } catch (LiveSession.Retired e) {
            // It retired before the question came, with its file closed, as it may.
        }
        stop.set(true);
        for (Thread sweeper : sweepers) {
            sweeper.join();
        }
        return retired;
    }

    private Listener follow(String id) {
        Listener listener = new Listener();
        House.await(house.sessions.with(id, session -> session.follow(Follow.all(listener, Viewer.named("u"), null))));
        return listener;
    }

    private static Object say(OpenSession session, String text) {
        return session.messages().append(new NewMessage(Role.USER, text, null, null, null));
    }

    private static Object awaited(CountDownLatch latch) {
        try {
            latch.await();
            return null;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An agent whose run cannot be stopped. */
    private static final class Unstoppable implements Agent {
        @Override
        public String name() {
            return "unstoppable";
        }

        @Override
        public AgentRun start(Prompt prompt, AgentOutput output) {
            return () -> {
                throw new IllegalStateException("it will not stop, as the test wants");
            };
        }
    }
}
