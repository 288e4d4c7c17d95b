package dev.berth.it.trials;

import dev.berth.it.OwnServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * T17. {@code -Dberth.it.sequences=10000} runs as many, {@code -Dberth.it.seed=…} begins with the sequence that a failure has
 * named. A sequence that fails is made as short as it still fails, and printed.
 */
@DisplayName("Coming and going in any order")
class ResumeModelIT {

    private static final int SEQUENCES = Integer.getInteger("berth.it.sequences", 30);
    private static final int COMMANDS_MAX = 40;
    private static final int SEQUENCES_BETWEEN_RESTARTS = Integer.getInteger("berth.it.sequences-between-restarts", 15);
    private static final int SHORTENINGS_MAX = 60;

    private final OwnServer server = new OwnServer("berth.echo.pause", "3ms", "berth.sessions.idle", "1s");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("tells every follower what the model says: no gap, no repeat, and a resync just where there must be one (P3)")
    void sequences() {
        server.start();
        long seed = Seed.of(getClass());
        long commands = 0;
        for (int i = 0; i < SEQUENCES; i++) {
            // By the seed and not by the count, so that a sequence is the same when its seed is given.
            boolean restarts = Math.floorMod(seed + i, SEQUENCES_BETWEEN_RESTARTS) == 0;
            List<ResumeCommand> sequence = ResumeCommand.sequence(seed + i, COMMANDS_MAX, restarts);
            commands += sequence.size();
            Throwable failure = failure(sequence);
            if (failure != null) {
                throw new AssertionError("-Dberth.it.seed=" + (seed + i) + " fails: " + failure.getMessage() + "; so do: "
                        + shortest(sequence), failure);
            }
        }
        System.out.println("ResumeModelIT: " + SEQUENCES + " sequences of " + commands + " commands");
    }

    private Throwable failure(List<ResumeCommand> sequence) {
        try {
            new ResumeRun(server).run(sequence);
            return null;
        } catch (Exception | AssertionError e) {
            if (!server.isAlive()) {
                server.start();
            }
            return e;
        }
    }

    /** Takes one command after another away as long as it still fails. */
    private List<ResumeCommand> shortest(List<ResumeCommand> failing) {
        List<ResumeCommand> shortest = new ArrayList<>(failing);
        int tries = 0;
        for (int i = shortest.size() - 1; i >= 0 && tries < SHORTENINGS_MAX; i--, tries++) {
            List<ResumeCommand> shorter = new ArrayList<>(shortest);
            shorter.remove(i);
            if (failure(shorter) != null) {
                shortest = shorter;
            }
        }
        return shortest;
    }
}
