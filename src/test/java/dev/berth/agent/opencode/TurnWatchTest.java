package dev.berth.agent.opencode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A turn that hangs")
class TurnWatchTest {

    @Test
    @DisplayName("in silence is at fault, but not while a tool runs or people are asked")
    void silence() {
        TurnWatch watch = watch(new RunLimits(Duration.ZERO, Duration.ofMinutes(1), 10));
        assertEquals(Optional.of("The model has said nothing for 0 seconds."), watch.fault(false));
        assertEquals(Optional.empty(), watch.fault(true));
    }

    @Test
    @DisplayName("in retries is at fault with the last reason, until the model speaks")
    void retries() {
        TurnWatch watch = watch(new RunLimits(Duration.ofMinutes(1), Duration.ZERO, 10));
        watch.retrying("first");
        watch.retrying("boom");
        assertEquals(Optional.of("The model's provider has failed for 0 seconds: boom"), watch.fault(false));
        assertTrue(watch.spoken());
        assertEquals(Optional.empty(), watch.fault(false));
        assertFalse(watch.spoken());
    }

    @Test
    @DisplayName("in circles is at fault after three ends in a row that say nothing, each counted once")
    void circles() {
        TurnWatch watch = watch(new RunLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), 10));
        for (String id : new String[] {"1", "1", "1", "2"}) {
            watch.step(step(id, "unknown"));
        }
        watch.step(step("3", "tool-calls"));
        watch.step(step("4", "unknown"));
        watch.step(step("5", "unknown"));
        assertEquals(Optional.empty(), watch.fault(false));
        watch.step(step("6", "unknown"));
        assertEquals(Optional.of("The model's answers break off without an end."), watch.fault(true));
    }

    @Test
    @DisplayName("in circles is at fault whichever of its sessions turns, each counted for itself")
    void circlesOfSubAgents() {
        TurnWatch watch = watch(new RunLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), 3));
        for (String id : new String[] {"1", "2"}) {
            watch.step(step("a" + id, "unknown", "ses_a"));
            watch.step(step("b" + id, "unknown", "ses_b"));
        }
        watch.step(step("a3", "stop", "ses_a"));
        assertEquals(Optional.empty(), watch.fault(true));
        watch.step(step("b3", "unknown", "ses_b"));
        assertEquals(Optional.of("The model's answers break off without an end."), watch.fault(true));
    }

    @Test
    @DisplayName("in too many steps is at fault")
    void steps() {
        TurnWatch watch = watch(new RunLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), 2));
        for (String id : new String[] {"1", "2", "2"}) {
            watch.step(step(id, "tool-calls"));
        }
        assertEquals(Optional.empty(), watch.fault(false));
        watch.step(step("3", "tool-calls"));
        assertEquals(Optional.of("The turn took more than 2 steps."), watch.fault(false));
    }

    @Test
    @DisplayName("in quiet is looked after once in a while, not all the time")
    void quiet() {
        TurnWatch watch = watch(new RunLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), 2));
        assertTrue(watch.isQuiet(Duration.ZERO));
        assertFalse(watch.isQuiet(Duration.ofMinutes(1)));
        watch.alive();
        assertFalse(watch.isQuiet(Duration.ofMinutes(1)));
    }

    private static TurnWatch watch(RunLimits limits) {
        TurnWatch watch = new TurnWatch(limits);
        watch.taken();
        return watch;
    }

    private static JsonObject step(String id, String finish) {
        return step(id, finish, "ses_1");
    }

    private static JsonObject step(String id, String finish, String session) {
        return Json.createObjectBuilder().add("id", id).add("finish", finish).add("sessionID", session).build();
    }
}
