package dev.berth.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.Catalogue;
import dev.berth.session.MessagePage;
import dev.berth.session.NewMessage;
import dev.berth.session.Refusal;
import dev.berth.session.Role;
import dev.berth.session.SessionLog;
import dev.berth.session.SessionStore;
import dev.berth.session.StorageFailure;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Nobody is told what is not on disk (P1)")
class OutputGateTest {

    @TempDir
    private Path data;
    private House house;
    private String id;
    private final AtomicInteger commits = new AtomicInteger();
    private volatile boolean syncFails;

    @BeforeEach
    void open() {
        house = new House(data, new ScriptedAgent(), House.LIMITS, this::watched);
        id = house.newSession();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aFailedSyncTellsNobodyAndTheSessionGoesOnFromDisk() {
        Listener listener = new Listener();
        House.await(house.sessions.with(id, session -> session.follow(Follow.all(listener, Viewer.named("u"), null))));
        House.await(say("kept"));
        syncFails = true;
        Refusal refusal = assertThrows(Refusal.class, () -> House.await(say("lost")));
        assertEquals(Refusal.Code.UNAVAILABLE, refusal.code());
        syncFails = false;
        House.await(say("kept too"));
        House.until(() -> listener.count("message") == 2);
        assertEquals(List.of("kept", "kept too"), contents());
        assertEquals(List.of(2L, 3L), listener.seqs());
    }

    @Test
    void theListTellsNothingOfWhatCouldNotBeMadeDurable() {
        House.await(say("kept"));
        syncFails = true;
        assertThrows(Refusal.class, () -> House.await(say("lost")));
        syncFails = false;
        assertEquals(List.of("kept"), contents());
        List<String> cards = House.await(house.sessions.list(new Catalogue.Query("u", null, null, null, null, null, null, 10))).cards();
        String session = house.ask(id, awake -> awake.session().toJson());
        assertEquals(List.of(session), cards);
    }

    @Test
    void manyThatWaitShareOneCommit() {
        house.ask(id, session -> null);
        int before = commits.get();
        List<CompletionStage<?>> waiting = new ArrayList<>();
        house.sessions.ask(id, session -> {
            // The lane is busy until all the others wait.
            House.until(() -> waiting.size() == 200);
            return null;
        });
        for (int i = 0; i < 200; i++) {
            CompletionStage<?> stage = say("m" + i);
            synchronized (waiting) {
                waiting.add(stage);
            }
        }
        waiting.forEach(House::await);
        assertTrue(commits.get() - before <= 3, "commits: " + (commits.get() - before));
        assertEquals(Long.valueOf(200), house.ask(id, session -> session.messages().count()));
    }

    @Test
    void oneThatIsRefusedIsUndoneAloneAndItsNeighboursStay() {
        List<CompletionStage<?>> stages = new ArrayList<>();
        stages.add(say("one"));
        CompletionStage<Void> refused = house.sessions.ask(id, session -> {
            session.messages().append(new NewMessage(Role.USER, "undone", null, null, null));
            throw Refusal.conflict("No.");
        });
        stages.add(say("two"));
        stages.forEach(House::await);
        assertThrows(Refusal.class, () -> House.await(refused));
        assertEquals(List.of("one", "two"), contents());
        assertEquals(Long.valueOf(3), house.ask(id, session -> session.events().last()));
    }

    @Test
    void aFaultOfOursIsUndoneAloneAndNeverShown() {
        CompletionStage<Object> faulty = house.sessions.ask(id, session -> {
            session.messages().append(new NewMessage(Role.USER, "undone", null, null, null));
            throw new IllegalStateException("secret");
        });
        House.await(say("kept"));
        String sentence = assertThrows(Refusal.class, () -> House.await(faulty)).getMessage();
        assertEquals("Something went wrong in Berth.", sentence);
        assertEquals(List.of("kept"), contents());
    }

    private CompletionStage<?> say(String text) {
        return house.sessions.ask(id, session -> session.messages().append(new NewMessage(Role.USER, text, null, null, null)));
    }

    private List<String> contents() {
        return house.ask(id, session -> session.page(MessagePage.newest(25))).stream().map(message -> message.content()).toList();
    }

    /** A store whose logs count their commits, and fail them when told to. */
    private SessionStore watched(SessionStore real) {
        return proxy(SessionStore.class, real, "open", opened -> proxy(SessionLog.class, (SessionLog) opened, "commit", done -> done));
    }

    private <T> T proxy(Class<T> type, T real, String watchedMethod, UnaryOperator<Object> after) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (method.getName().equals("commit")) {
                commits.incrementAndGet();
                if (syncFails) {
                    throw new StorageFailure(StorageFailure.Kind.UNREACHABLE, "the sync failed, as the test wants", null);
                }
            }
            try {
                Object result = method.invoke(real, arguments);
                return method.getName().equals(watchedMethod) ? after.apply(result) : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
