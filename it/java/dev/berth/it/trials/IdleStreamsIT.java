package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.Berth;
import dev.berth.it.SharedServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * T9. {@code -Dberth.it.idle-streams=10000} has as many followers, ten to a session, and {@code -Dberth.it.idle-seconds=60} lets
 * nothing happen for longer; that takes {@code ulimit -n 20000} for the client and for the server.
 */
@DisplayName("Very many followers of sessions in which nothing happens")
class IdleStreamsIT {

    private static final int STREAMS = Integer.getInteger("berth.it.idle-streams", 1_000);
    private static final int IDLE_SECONDS = Integer.getInteger("berth.it.idle-seconds", 3);
    private static final int FOLLOWERS_A_SESSION = 10;
    /** What the pools of a server hold when there has been much to do, however many streams there are. */
    private static final int THREADS_MAX = 450;
    private static final int SAMPLE = 20;
    private static final int MESSAGES = 10;
    private static final int WRITERS = 8;

    private final Berth berth = SharedServer.berth();
    private final ServerVitals server = new ServerVitals(SharedServer.pid());
    private final Crowd crowd = new Crowd(berth.port());

    @AfterEach
    void close() {
        crowd.close();
    }

    @Test
    @DisplayName("are all let in, cost no thread each, and are told what happens when it does, once and in order (P3, P7)")
    void idle() throws Exception {
        List<String> ids = IntStream.range(0, STREAMS / FOLLOWERS_A_SESSION).mapToObj(i -> berth.newSession()).toList();
        Trial.say(getClass(), "none: " + server.line());
        List<Crowd.Member> all = new ArrayList<>(crowd.join("early", ids, STREAMS / FOLLOWERS_A_SESSION));
        Trial.say(getClass(), all.size() + ": " + server.line());
        all.addAll(crowd.join("late", ids, STREAMS - all.size()));
        crowd.loop().runFor(Duration.ofSeconds(IDLE_SECONDS));
        Trial.say(getClass(), all.size() + ": " + server.line());
        assertTrue(server.threads() < THREADS_MAX, () -> server.threads() + " threads");
        assertEquals(200, ready());
        tellSome(ids, all);
        Trial.say(getClass(), crowd.sightings() + " events were told; " + server.line());
    }

    private void tellSome(List<String> ids, List<Crowd.Member> all) {
        List<String> sample = IntStream.range(0, Math.min(SAMPLE, ids.size())).mapToObj(i -> ids.get(i * (ids.size() / SAMPLE))).toList();
        try (CrowdWriter writer = new CrowdWriter(crowd, WRITERS)) {
            writer.store(sample, MESSAGES * sample.size(), "something at last");
            sample.forEach(id -> crowd.awaitTold(all.stream().filter(one -> one.id().equals(id)).toList(), writer.heads().get(id)));
            Trial.requireNone(crowd.violations(writer.heads()));
        }
        assertEquals(0, all.stream().filter(one -> one.wire().isGone()).count(), "were ended");
    }

    private int ready() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(berth.at("/health/ready")).timeout(Duration.ofSeconds(30)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
