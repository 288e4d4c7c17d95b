package dev.berth.security;

import dev.berth.session.Refusal;
import dev.berth.session.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tickets stand in for credentials where no header can be sent, as in a browser's {@code new WebSocket()}. Each opens one
 * stream, once, within {@link #LIFE}; they are kept in memory and only as their hash. Safe for use by many threads.
 */
public final class Tickets {

    public static final Duration LIFE = Duration.ofSeconds(30);
    /** Tickets that may be waiting to be used. */
    static final int COUNT_MAX = 10_000;

    private final Clock clock;
    private final Map<String, Ticket> waiting = new LinkedHashMap<>();

    public Tickets(Clock clock) {
        this.clock = clock;
    }

    /**
     * Gives out a ticket.
     *
     * @param sessionId the session whose stream it opens; null for the list of sessions
     * @param origin the page's that asked for it, which then must be the one that uses it; null when it was no page
     */
    public synchronized Given give(Caller caller, String sessionId, String origin) {
        long now = now();
        waiting.values().removeIf(ticket -> ticket.expiresAt <= now);
        if (waiting.size() >= COUNT_MAX) {
            throw new Refusal(Refusal.Code.TOO_MANY, "Too many tickets are waiting to be used.", (int) LIFE.toSeconds());
        }
        String token = Tokens.random();
        long expiresAt = now + LIFE.toSeconds();
        waiting.put(Tokens.hash(token), new Ticket(caller, sessionId, origin, expiresAt));
        return new Given(token, expiresAt);
    }

    /** Takes a ticket in, for good. @throws Refusal when it is not one, is too old, or is for something else */
    synchronized Caller take(String token, String sessionId, String origin) {
        Ticket ticket = waiting.remove(Tokens.hash(token));
        if (ticket == null || ticket.expiresAt <= now() || !ticket.opens(sessionId) || !ticket.mayComeFrom(origin)) {
            throw new Refusal(Refusal.Code.UNAUTHENTICATED, "The ticket is unknown, used, too old or for something else.");
        }
        return ticket.caller;
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    /** @param expiresAt seconds since the epoch */
    public record Given(String ticket, long expiresAt) {
    }

    private record Ticket(Caller caller, String sessionId, String origin, long expiresAt) {

        boolean opens(String wanted) {
            return sessionId == null ? wanted == null : sessionId.equals(wanted);
        }

        boolean mayComeFrom(String other) {
            return origin == null || origin.equals(other);
        }
    }
}
