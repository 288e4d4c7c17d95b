package dev.berth.it.trials;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.it.Berth;
import dev.berth.it.SharedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * T13. {@code -Dberth.it.late-bodies=2000} is a long run. Many clients send a head and its body one after the other, and more of
 * them than there are threads that wait for bodies come at once here.
 */
@DisplayName("A body that comes a moment after its head")
class LateBodiesIT {

    private static final int ROUNDS = Integer.getInteger("berth.it.late-bodies", 40);
    private static final int WRITERS = 24;
    private static final int LATE_MILLIS_MAX = 5;

    private final Berth berth = SharedServer.berth();

    @Test
    @DisplayName("is stored and answered like any other, and so is what follows on its connection")
    void answered() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            Random seeds = Seed.random(getClass());
            List<Callable<Map<String, Integer>>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(writer(new Random(seeds.nextLong())));
            }
            Map<String, Integer> answers = new TreeMap<>();
            for (Future<Map<String, Integer>> writer : threads.invokeAll(writers)) {
                writer.get().forEach((answer, count) -> answers.merge(answer, count, Integer::sum));
            }
            assertEquals(Map.of("POST 201", WRITERS * ROUNDS, "GET 200", 2 * WRITERS * ROUNDS), answers);
        } finally {
            threads.shutdownNow();
        }
    }

    /** @return how often each answer came; 0 is none */
    private Callable<Map<String, Integer>> writer(Random random) {
        String session = "/api/sessions/" + berth.newSession();
        return () -> {
            Map<String, Integer> answers = new TreeMap<>();
            try (KeptSocket socket = new KeptSocket(berth.port())) {
                for (int i = 0; i < ROUNDS; i++) {
                    String body = "{\"role\":\"user\",\"content\":\"" + "x".repeat(random.nextInt(2_000)) + "\"}";
                    answers.merge("POST " + socket.post(session + "/messages", body, random.nextInt(LATE_MILLIS_MAX)), 1, Integer::sum);
                    answers.merge("GET " + socket.get(session), 1, Integer::sum);
                    answers.merge("GET " + socket.get(session + "/turns"), 1, Integer::sum);
                }
            }
            return answers;
        };
    }
}
