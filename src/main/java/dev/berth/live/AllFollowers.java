package dev.berth.live;

import java.time.Clock;
import java.util.Collection;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Everyone who follows a session or a list of sessions: kept in touch, and let go when what they were let in by has ended. */
final class AllFollowers {

    private static final int HEARTBEAT_SECONDS = 15;
    /** How long somebody may go on following whose time is over. */
    private static final int EXPIRY_SECONDS = 2;
    /** The latest passes that ended, so that nobody who was just coming in by one stays. */
    private static final int ENDED_PASSES_MAX = 10_000;

    private final Supplier<Collection<LiveSession>> sessions;
    private final Dashboards dashboards;
    private final Clock clock;
    private final Recent endedPasses = new Recent(ENDED_PASSES_MAX);

    AllFollowers(Supplier<Collection<LiveSession>> sessions, Dashboards dashboards, Clock clock) {
        this.sessions = sessions;
        this.dashboards = dashboards;
        this.clock = clock;
    }

    void start(ScheduledExecutorService timer) {
        timer.scheduleWithFixedDelay(this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(this::closeEnded, EXPIRY_SECONDS, EXPIRY_SECONDS, TimeUnit.SECONDS);
    }

    /** Ends all connections that were let in by a pass. */
    void end(String passId) {
        endedPasses.add(passId);
        forEach(follower -> follower.closeIfBy(endedPasses::contains));
    }

    /** Who was being let in while its pass ended has joined by now. */
    private void closeEnded() {
        long now = clock.instant().getEpochSecond();
        forEach(follower -> {
            follower.closeIfEnded(now);
            follower.closeIfBy(endedPasses::contains);
        });
    }

    private void beat() {
        long now = System.nanoTime();
        dashboards.forEach(follower -> follower.closeIfStalled(now));
        forEach(Follower::beat);
    }

    private void forEach(Consumer<Follower> action) {
        sessions.get().forEach(session -> session.following().followers().forEach(action));
        dashboards.forEach(action);
    }
}
