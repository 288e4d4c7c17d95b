package dev.berth.it.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.Berth;
import dev.berth.it.OwnServer;
import dev.berth.it.Reply;
import dev.berth.it.trials.Trial;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** T27. {@code -Dberth.it.guesses=100000} guesses so often from one address and as often from two hundred. */
@DisplayName("Who guesses secrets")
class GuessesIT {

    private static final int GUESSES = Integer.getInteger("berth.it.guesses", 1_000);
    private static final int ADDRESSES = 200;
    private static final int MINUTE_MAX = 10;
    private static final String SECRET = "a-secret-that-nobody-guesses-0123456789ab";

    @Test
    @DisplayName("is slowed down from one address and from many, and locks out nobody who knows")
    void slowedDown() {
        try (OwnServer server = new OwnServer("berth.api-secret", SECRET, "berth.proxies", "127.0.0.1,0:0:0:0:0:0:0:1,::1").start()) {
            Berth berth = server.berth();
            long began = System.nanoTime();
            Map<Integer, Integer> one = guess(berth, 1);
            Map<Integer, Integer> many = guess(berth, ADDRESSES);
            long minutes = 1 + (System.nanoTime() - began) / 60_000_000_000L;
            Trial.say(getClass(), "from one address " + one + ", from " + ADDRESSES + " " + many + ", in " + minutes + " minutes begun");
            assertTrue(one.getOrDefault(401, 0) + many.getOrDefault(401, 0) <= MINUTE_MAX * (minutes + 1), "too many were looked at");
            assertEquals(2 * GUESSES, count(one) + count(many));
            assertEquals(200, known(berth, "192.0.2.1").status());
            Reply limited = berth.get("/sessions", "Authorization", "Bearer wrong", "X-Forwarded-For", "192.0.2.1");
            assertEquals(429, limited.status());
            assertTrue(Integer.parseInt(limited.header("Retry-After")) > 0);
        }
    }

    private static int count(Map<Integer, Integer> answers) {
        return answers.getOrDefault(401, 0) + answers.getOrDefault(429, 0);
    }

    private static Map<Integer, Integer> guess(Berth berth, int addresses) {
        Map<Integer, Integer> answers = new HashMap<>();
        for (int i = 0; i < GUESSES; i++) {
            String address = "192.0.2." + (1 + i % addresses);
            Reply answer = berth.get("/sessions", "Authorization", "Bearer guess-" + addresses + "-" + i, "X-Forwarded-For", address);
            answers.merge(answer.status(), 1, Integer::sum);
        }
        return answers;
    }

    private static Reply known(Berth berth, String address) {
        return berth.get("/sessions", "Authorization", "Bearer " + SECRET, "X-Forwarded-For", address);
    }
}
