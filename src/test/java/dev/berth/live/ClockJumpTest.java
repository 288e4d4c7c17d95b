package dev.berth.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.Activity;
import dev.berth.session.NewMessage;
import dev.berth.session.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("When the machine's clock is set, a session")
class ClockJumpTest {

    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path data;
    private final JumpingClock clock = new JumpingClock();
    private final ScriptedAgent agent = new ScriptedAgent();
    private House house;
    private String id;

    @BeforeEach
    void open() {
        LiveLimits limits = new LiveLimits(5, Duration.ofMillis(200), 3, Duration.ofMinutes(1), Duration.ofMinutes(1), 1_000, 500);
        house = new House(data, agent, limits, clock);
        id = house.newSession();
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @DisplayName("that nobody uses sleeps all the same, though the clock went back a day (P7)")
    void sleeps() {
        say();
        assertEquals(1, house.sessions.openCount());
        clock.set(DAY.negated());
        House.until(() -> house.sessions.openCount() == 0);
    }

    @Test
    @DisplayName("keeps a healthy follower whom it is just telling something, though the clock went forward a day (P3)")
    void keepsFollowers() {
        Listener slow = new Listener();
        House.await(house.sessions.with(id, session -> session.follow(Follow.all(slow, Viewer.named("u"), null))));
        // Who is here is told a little later; it must not be what stalls.
        House.until(() -> slow.has("presence"));
        slow.stalled = true;
        say();
        House.until(() -> slow.has("message"));
        clock.set(DAY);
        House.until(() -> house.sessions.openCount() == 0);
        assertTrue(slow.closed == null, "it was cut off as too slow");
        assertEquals(List.of(2L), slow.seqs());
    }

    @Test
    @DisplayName("goes on with its numbers, and with its turn")
    void goesOn() {
        house.prompt(id, "work");
        clock.set(DAY.multipliedBy(-20_000));
        say();
        agent.latest().completed();
        House.until(() -> house.ask(id, session -> session.turns().activity()) == Activity.IDLE);
        clock.set(DAY.multipliedBy(20_000));
        say();
        List<Long> seqs = house.ask(id, session -> session.events().table().after(0, 100).stream().map(event -> event.seq()).toList());
        assertEquals(seqs.stream().sorted().distinct().toList(), seqs);
    }

    private void say() {
        house.ask(id, session -> session.messages().append(new NewMessage(Role.USER, "hello", null, null, null)));
    }
}
