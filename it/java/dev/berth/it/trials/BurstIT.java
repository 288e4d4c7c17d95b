package dev.berth.it.trials;

import dev.berth.it.Berth;
import dev.berth.it.SharedServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** T10. {@code -Dberth.it.burst=5000} has as many followers of one session. */
@DisplayName("A burst in a session that very many follow")
class BurstIT {

    private static final int FOLLOWERS = Integer.getInteger("berth.it.burst", 500);
    private static final int EVENTS = 100;
    private static final String KILOBYTE = "x".repeat(1_024);
    private static final int WRITERS = 16;

    private final Berth berth = SharedServer.berth();
    private final ServerVitals server = new ServerVitals(SharedServer.pid());
    private final Crowd crowd = new Crowd(berth.port());
    private final List<String> id = List.of(berth.newSession());

    @AfterEach
    void close() {
        crowd.close();
    }

    @Test
    @DisplayName("reaches every one of them whole: no hole, no repeat (P2, P3)")
    void burst() {
        List<Crowd.Member> all = crowd.join("follower", id, FOLLOWERS);
        try (CrowdWriter writer = new CrowdWriter(crowd, WRITERS)) {
            long begin = System.nanoTime();
            writer.store(id, EVENTS, KILOBYTE);
            long stored = System.nanoTime();
            crowd.awaitTold(all, writer.heads().get(id.get(0)));
            Trial.say(getClass(), FOLLOWERS + " followers: " + EVENTS + " events were stored in " + (stored - begin) / 1_000_000
                    + " ms, the last was told after " + (System.nanoTime() - begin) / 1_000_000 + " ms; " + server.line());
            Trial.requireNone(crowd.violations(writer.heads()));
            Trial.say(getClass(), crowd.sightings() + " events were told");
        }
    }
}
