package dev.berth.security;

import dev.berth.session.Refusal;
import dev.berth.settings.LimitSettings;
import dev.berth.settings.LimitSettings.Allowance;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Sees to it that one person does not take what all share: how much somebody changes in a minute, and follows at once. The one person of
 * local mode and a trusted service have no limit of their own unless the settings give one. Safe for use by many threads.
 */
public final class Rates {

    /** Callers whose changes are remembered; beyond it the one who has changed nothing for longest is forgotten, and starts afresh. */
    private static final int CALLERS_MAX = 10_000;
    private static final int MINUTE_SECONDS = 60;
    private static final int STREAM_RETRY_SECONDS = 30;
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final LimitSettings limits;
    private final Buckets writes;
    private final Tally streams = new Tally();

    /** @param nanos a clock such as {@link System#nanoTime} */
    public Rates(LimitSettings limits, LongSupplier nanos) {
        this.limits = limits;
        this.writes = new Buckets(CALLERS_MAX, MINUTE_SECONDS, nanos);
    }

    /** Counts a request that changes something. @throws Refusal when its caller has changed too much in the last minute */
    public void requireRoom(Caller caller, HttpServletRequest request) {
        if (!READING.contains(request.getMethod())) {
            requireWrite(caller);
        }
    }

    /** Counts one change. @throws Refusal when the caller has changed too much in the last minute */
    public void requireWrite(Caller caller) {
        int max = of(limits.writes(), caller);
        if (max == Allowance.UNLIMITED) {
            return;
        }
        // A guest may change nothing, and its link has not been looked at yet: anyone could make up as many as he likes.
        int seconds = writes.take(caller.isGuest() ? "guest at " + caller.address() : name(caller), max);
        if (seconds > 0) {
            throw new Refusal(Refusal.Code.TOO_MANY, "That is more than " + max + " changes a minute.", seconds);
        }
    }

    /**
     * Counts a stream that begins.
     *
     * @param sessionId what it follows, or null for the list of sessions
     * @return to be run when it has ended; a second time does nothing
     * @throws Refusal when the caller has too many open; then nothing was counted
     */
    public Runnable beginStream(Caller caller, String sessionId) {
        Runnable one = begin(name(caller), of(limits.streams(), caller), "streams");
        if (sessionId == null) {
            return one;
        }
        try {
            Runnable ofSession = begin(name(caller, sessionId), of(limits.sessionStreams(), caller), "streams of one session");
            return () -> {
                ofSession.run();
                one.run();
            };
        } catch (Refusal e) {
            one.run();
            throw e;
        }
    }

    private Runnable begin(String name, int max, String what) {
        if (max == Allowance.UNLIMITED) {
            return () -> { };
        }
        requireRoom(streams.enter(name, max), max, what);
        AtomicBoolean left = new AtomicBoolean();
        return () -> {
            if (left.compareAndSet(false, true)) {
                streams.leave(name);
            }
        };
    }

    private static void requireRoom(int count, int max, String what) {
        if (count >= max) {
            throw new Refusal(Refusal.Code.TOO_MANY, "That is more than " + max + " " + what + " at once.", STREAM_RETRY_SECONDS);
        }
    }

    /** How much of something this caller may have. */
    public static int of(Allowance allowance, Caller caller) {
        // Whom a service acts for was let in by the service; what it may do, the service knows.
        boolean trusted = caller.seesAll() || caller.kind() == Caller.Kind.USER && caller.pass() == null;
        return trusted ? allowance.trusted() : allowance.person();
    }

    private static String name(Caller caller) {
        // Everybody who comes by one share link is one guest here: the link is what was given away.
        return caller.isGuest() && caller.pass() != null ? "guest " + caller.pass().id() : caller.kind() + " " + caller.userId();
    }

    private static String name(Caller caller, String sessionId) {
        return name(caller) + "\n" + sessionId;
    }
}
