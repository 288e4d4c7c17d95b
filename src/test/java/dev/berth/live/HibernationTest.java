package dev.berth.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.NewMessage;
import dev.berth.session.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Idle costs next to nothing (P7)")
class HibernationTest {

    @TempDir
    private Path data;
    private final ScriptedAgent agent = new ScriptedAgent();
    private House house;

    @BeforeEach
    void open() {
        LiveLimits limits = new LiveLimits(5, Duration.ofMillis(200), 3, Duration.ofMinutes(1), Duration.ofMinutes(1), 1_000, 500);
        house = new House(data, agent, limits, store -> store);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void anUnusedSessionSleepsUnderItsFollowersAndTheNextWordWakesIt() {
        String id = house.newSession();
        Listener listener = new Listener();
        House.await(house.sessions.with(id, session -> session.follow(Follow.all(listener, Viewer.named("u"), null))));
        House.until(() -> house.sessions.openCount() == 0);
        house.sessions.with(id, session -> {
            session.tell(Frame.passing("echo", "{}"), null);
            return null;
        });
        House.until(() -> listener.has("echo"));
        assertEquals(0, house.sessions.openCount());
        say(id);
        House.until(() -> listener.has("message"));
        assertEquals(List.of(2L), listener.seqs());
    }

    @Test
    void whatIsOnlyReadLaysNothingBesideItsFileAndTheNextWordOpensItAnew() {
        String id = house.newSession();
        say(id);
        House.until(() -> house.sessions.openCount() == 0);
        Path log = data.resolve("sessions").resolve(id.substring(0, 2)).resolve(id + ".db-wal");
        Listener listener = new Listener();
        House.await(house.sessions.with(id, session -> session.follow(Follow.all(listener, Viewer.named("u"), null))));
        assertEquals(Long.valueOf(2), House.await(house.sessions.read(id, session -> session.events().last())));
        assertFalse(Files.exists(log));
        assertEquals(1, house.sessions.openCount());
        say(id);
        assertTrue(Files.exists(log));
        assertEquals(1, house.sessions.openCount());
        House.until(() -> listener.has("message"));
        assertEquals(List.of(3L), listener.seqs());
        assertEquals(Long.valueOf(3), House.await(house.sessions.read(id, session -> session.events().last())));
    }

    @Test
    void aSessionThatNobodyFollowsIsForgottenWhenItSleeps() {
        String id = house.newSession();
        say(id);
        House.until(() -> house.sessions.liveCount() == 0);
        say(id);
        assertEquals(Long.valueOf(2), house.ask(id, session -> session.messages().count()));
    }

    @Test
    void aSessionThatWorksDoesNotSleep() throws InterruptedException {
        String id = house.newSession();
        house.prompt(id, "work");
        Thread.sleep(600);
        assertEquals(1, house.sessions.openCount());
        agent.latest().completed();
        House.until(() -> house.sessions.openCount() == 0);
    }

    @Test
    void theLeastRecentlyUsedSleepWhenTooManyAreOpen() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            ids.add(house.newSession());
            say(ids.get(i));
        }
        House.until(() -> house.sessions.openCount() <= 5);
        for (String id : ids) {
            assertEquals(Long.valueOf(1), house.ask(id, session -> session.messages().count()));
        }
        assertTrue(house.sessions.exists(ids.get(0)));
    }

    private void say(String id) {
        house.ask(id, session -> session.messages().append(new NewMessage(Role.USER, "hello", null, null, null)));
    }
}
