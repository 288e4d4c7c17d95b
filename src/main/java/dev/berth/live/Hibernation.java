package dev.berth.live;

import java.util.Collection;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Puts sessions to sleep that nobody uses: after a while, and the least recently used ones when too many are open (P7). Their
 * followers stay. A session that is asleep and that nobody follows is forgotten. The time of day has no part in this: it may jump.
 */
final class Hibernation {

    private static final long PAUSE_MILLIS_MIN = 50;
    private static final long PAUSE_MILLIS_MAX = 5_000;
    /** Beyond the limit one in this many goes to sleep at once, or each session that wakes would have all the others looked through. */
    private static final int SLEEPING_SHARE = 20;

    private final Supplier<Collection<LiveSession>> sessions;
    private final Consumer<LiveSession> forget;
    private final Awake awake;
    private final long idleNanos;
    private final Pools pools;
    private final AtomicBoolean due = new AtomicBoolean();

    Hibernation(Supplier<Collection<LiveSession>> sessions, Consumer<LiveSession> forget, LiveContext context) {
        this.sessions = sessions;
        this.forget = forget;
        this.awake = context.awake();
        this.idleNanos = context.limits().idle().toNanos();
        this.pools = context.pools();
    }

    void start() {
        long pause = Math.max(PAUSE_MILLIS_MIN, Math.min(PAUSE_MILLIS_MAX, TimeUnit.NANOSECONDS.toMillis(idleNanos) / 4));
        pools.timer().scheduleWithFixedDelay(this::sweepSoon, pause, pause, TimeUnit.MILLISECONDS);
        awake.whenTooMany(this::sweepSoon);
    }

    private void sweepSoon() {
        if (due.compareAndSet(false, true)) {
            // Not where connections are ended: a server may wait there for a client that takes nothing.
            pools.answers().execute(this::sweep);
        }
    }

    private void sweep() {
        due.set(false);
        long now = System.nanoTime();
        for (LiveSession session : sessions.get()) {
            session.following().closeStalled(now);
            if (session.isOpen()) {
                sleepIfIdle(session, now);
            } else if (session.retire()) {
                forget.accept(session);
            }
        }
        sleepBeyondMax(now);
    }

    private void sleepIfIdle(LiveSession session, long now) {
        if (!session.isBusy() && session.unusedNanos(now) >= idleNanos) {
            session.hibernate();
        }
    }

    private void sleepBeyondMax(long now) {
        if (awake.excess() <= 0) {
            return;
        }
        int excess = awake.excess() + awake.count() / SLEEPING_SHARE;
        sessions.get().stream().filter(session -> session.isOpen() && !session.isBusy())
                .map(session -> new Quiet(session, session.unusedNanos(now)))
                .sorted(Comparator.comparingLong(Quiet::unusedNanos).reversed()).limit(excess)
                .forEach(quiet -> quiet.session().hibernate());
    }

    /** How long a session was unused when it was looked at; it may be used again while they are put in order. */
    private record Quiet(LiveSession session, long unusedNanos) {
    }
}
