package dev.berth.live;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Answers who waits for a session's commands, not on the lane, and not much sooner than many followers are served: one who
 * writes as fast as it is answered would else leave them ever farther behind. An answer waits a short while at most, so that
 * followers who take nothing hold up nobody.
 */
final class Callers {

    static final int WAIT_MILLIS_MAX = 50;

    private final Broadcaster followers;
    private final Pools pools;

    Callers(Broadcaster followers, Pools pools) {
        this.followers = followers;
        this.pools = pools;
    }

    void answer(List<Command<?>> commands) {
        answer(commands, 0);
    }

    private void answer(List<Command<?>> commands, int waitedMillis) {
        // A timer that was shut down would never come back to them.
        boolean wait = waitedMillis < WAIT_MILLIS_MAX && followers.areLagging() && !pools.timer().isShutdown();
        if (wait) {
            pools.timer().schedule(() -> pools.answers().execute(() -> answer(commands, waitedMillis + 1)), 1, TimeUnit.MILLISECONDS);
        } else {
            commands.forEach(command -> command.tell(pools.answers()));
        }
    }
}
