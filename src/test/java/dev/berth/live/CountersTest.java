package dev.berth.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.NewMessage;
import dev.berth.session.Role;
import dev.berth.session.TurnState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What is counted")
class CountersTest {

    @TempDir
    private Path data;
    private final ScriptedAgent agent = new ScriptedAgent();
    private House house;

    @BeforeEach
    void open() {
        LiveLimits limits = new LiveLimits(5, Duration.ofMinutes(1), 3, Duration.ofMinutes(1), Duration.ofMinutes(1), 1_000, 2);
        house = new House(data, agent, limits, store -> store);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @DisplayName("are commits with their events, and what only reads is none")
    void commits() {
        String id = house.newSession();
        say(id);
        Counters counters = house.sessions.counters();
        long commits = counters.commits().count();
        long events = counters.events();
        say(id);
        house.ask(id, session -> session.messages().count());
        assertEquals(commits + 1, counters.commits().count());
        assertEquals(events + 1, counters.events());
        assertTrue(counters.commits().nanos() >= counters.commits().longestNanos() && counters.commits().longestNanos() > 0);
    }

    @Test
    @DisplayName("are sessions that sleep and wake")
    void sleep() {
        String id = house.newSession();
        Counters counters = house.sessions.counters();
        say(id);
        house.sleep(id);
        assertEquals(1, counters.hibernations());
        say(id);
        assertEquals(2, counters.wakes().count());
        assertTrue(counters.wakes().nanos() > 0);
    }

    @Test
    @DisplayName("are turns by what became of them")
    void turns() {
        String id = house.newSession();
        Counters counters = house.sessions.counters();
        house.prompt(id, "one");
        house.prompt(id, "two");
        assertEquals(1, house.sessions.census().queuedTurns());
        assertEquals(1, house.sessions.census().busy());
        house.ask(id, session -> session.turns().stop());
        House.until(() -> counters.turns(TurnState.RUNNING) == 2);
        House.until(() -> counters.turns(TurnState.STOPPED) == 1);
        assertEquals(0, counters.turns(TurnState.COMPLETED));
        House.until(() -> house.sessions.census().queuedTurns() == 0);
    }

    @Test
    @DisplayName("are the connections that Berth ended, by why, and not those that ended by themselves")
    void connections() {
        String id = house.newSession();
        Counters counters = house.sessions.counters();
        Follower leaving = follow(id);
        follow(id).close(CloseReason.TOO_SLOW);
        leaving.gone();
        assertEquals(1, counters.closed(CloseReason.TOO_SLOW));
        assertEquals(0, counters.closed(CloseReason.INTERNAL));
        follow(id);
        follow(id);
        follow(id);
        assertEquals(1, counters.closed(CloseReason.TOO_MANY));
        assertEquals(Map.of(Channel.EVENTS, 2), house.sessions.census().followers());
    }

    @Test
    @DisplayName("are the sessions that are open, and those that somebody follows in their sleep")
    void sessions() {
        String followed = house.newSession();
        String other = house.newSession();
        follow(followed);
        say(other);
        assertEquals(2, house.sessions.census().open());
        house.sleep(followed);
        assertEquals(1, house.sessions.census().open());
        assertEquals(1, house.sessions.census().asleep());
    }

    private Follower follow(String id) {
        return House.await(house.sessions.with(id, session -> session.follow(Follow.all(new Listener(), Viewer.named("u"), null))));
    }

    private void say(String id) {
        house.ask(id, session -> session.messages().append(new NewMessage(Role.USER, "x", null, null, null)));
    }
}
