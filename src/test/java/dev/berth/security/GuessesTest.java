package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.session.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class GuessesTest {

    private Instant now = Instant.ofEpochSecond(1_000);
    private final Guesses guesses = new Guesses(new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void anAddressMayTryAFewTimesAMinute() {
        for (int i = 0; i < Guesses.MINUTE_MAX; i++) {
            guesses.tries("a", "guess " + i);
        }
        Refusal refusal = assertThrows(Refusal.class, () -> guesses.tries("a", "one more"));
        assertEquals(Refusal.Code.TOO_MANY, refusal.code());
        assertTrue(refusal.retryAfterSeconds() > 0 && refusal.retryAfterSeconds() <= 60);
        assertDoesNotThrow(() -> guesses.tries("b", "one more"));
        now = now.plusSeconds(60);
        assertDoesNotThrow(() -> guesses.tries("a", "one more"));
    }

    @Test
    void whoWasRightBeforeIsNotLockedOutByANeighbour() {
        guesses.tries("a", "the secret");
        guesses.right("a", "the secret");
        for (int i = 0; i < Guesses.MINUTE_MAX; i++) {
            guesses.tries("a", "guess " + i);
        }
        assertThrows(Refusal.class, () -> guesses.tries("a", "one more"));
        assertDoesNotThrow(() -> guesses.tries("a", "the secret"));
    }

    @Test
    void aPrincipalIsGuessedAFewTimesAMinuteFromWhereverItIs() {
        for (int i = 0; i < Guesses.MINUTE_MAX; i++) {
            guesses.wrong("service", "guess " + i);
        }
        assertThrows(Refusal.class, () -> guesses.wrong("service", "one more"));
        assertDoesNotThrow(() -> guesses.wrong("another", "one more"));
    }

    @Test
    void whatIsCountedIsBounded() {
        for (int i = 0; i < Guesses.COUNTED_MAX + 10; i++) {
            guesses.tries("address " + i, "guess");
        }
        assertDoesNotThrow(() -> guesses.tries("address 0", "guess"));
    }
}
