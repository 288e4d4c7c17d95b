package dev.berth.live;

import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Puts sessions to sleep that nobody uses: after a while, and the least recently used ones when too many are open (P7). Their
 * followers stay. A session that is asleep and that nobody follows is forgotten.
 */
final class Hibernation {

    private static final long PAUSE_MILLIS_MIN = 50;
    private static final long PAUSE_MILLIS_MAX = 5_000;

    private final Supplier<Collection<LiveSession>> sessions;
    private final Consumer<LiveSession> forget;
    private final Awake awake;
    private final Clock clock;
    private final long idleMillis;
    private final Pools pools;
    private final AtomicBoolean due = new AtomicBoolean();

    Hibernation(Supplier<Collection<LiveSession>> sessions, Consumer<LiveSession> forget, LiveContext context) {
        this.sessions = sessions;
        this.forget = forget;
        this.awake = context.awake();
        this.clock = context.clock();
        this.idleMillis = context.limits().idle().toMillis();
        this.pools = context.pools();
    }

    void start() {
        long pause = Math.max(PAUSE_MILLIS_MIN, Math.min(PAUSE_MILLIS_MAX, idleMillis / 4));
        pools.timer().scheduleWithFixedDelay(this::sweepSoon, pause, pause, TimeUnit.MILLISECONDS);
        awake.whenTooMany(this::sweepSoon);
    }

    private void sweepSoon() {
        if (due.compareAndSet(false, true)) {
            pools.closers().execute(this::sweep);
        }
    }

    private void sweep() {
        due.set(false);
        long now = clock.millis();
        for (LiveSession session : sessions.get()) {
            session.following().closeStalled(now);
            if (session.isOpen()) {
                sleepIfIdle(session, now);
            } else if (session.retire()) {
                forget.accept(session);
            }
        }
        sleepBeyondMax();
    }

    private void sleepIfIdle(LiveSession session, long now) {
        if (!session.isBusy() && now - session.lastUsedMillis() >= idleMillis) {
            session.hibernate();
        }
    }

    private void sleepBeyondMax() {
        int excess = awake.excess();
        if (excess <= 0) {
            return;
        }
        List<LiveSession> quiet = sessions.get().stream().filter(session -> session.isOpen() && !session.isBusy())
                .sorted(Comparator.comparingLong(LiveSession::lastUsedMillis)).limit(excess).toList();
        quiet.forEach(LiveSession::hibernate);
    }
}
