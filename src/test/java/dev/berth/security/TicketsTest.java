package dev.berth.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.berth.session.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TicketsTest {

    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_000), ZoneOffset.UTC);

    private final Caller caller = Caller.user("alice", false, null);
    private final Tickets tickets = new Tickets(CLOCK);

    @Test
    void opensItsStreamOnce() {
        Tickets.Given given = tickets.give(caller, "s", null);
        assertEquals(1_000 + Tickets.LIFE.toSeconds(), given.expiresAt());
        assertSame(caller, tickets.take(given.ticket(), "s", "https://anywhere.example"));
        assertThrows(Refusal.class, () -> tickets.take(given.ticket(), "s", null));
    }

    @Test
    void isUsedUpByTryingItElsewhere() {
        String ticket = tickets.give(caller, "s", null).ticket();
        assertThrows(Refusal.class, () -> tickets.take(ticket, "other", null));
        assertThrows(Refusal.class, () -> tickets.take(ticket, "s", null));
    }

    @Test
    void isForThePageThatAskedForIt() {
        String ticket = tickets.give(caller, "s", "https://a.example").ticket();
        assertThrows(Refusal.class, () -> tickets.take(ticket, "s", "https://b.example"));
        String other = tickets.give(caller, null, "https://a.example").ticket();
        assertSame(caller, tickets.take(other, null, "https://a.example"));
    }

    @Test
    void doNotPileUp() {
        for (int i = 0; i < Tickets.COUNT_MAX; i++) {
            tickets.give(caller, "s", null);
        }
        assertEquals(Refusal.Code.TOO_MANY, assertThrows(Refusal.class, () -> tickets.give(caller, "s", null)).code());
    }
}
