package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** What every refusal looks like, and what it never tells. */
public final class Problems {

    private static final List<String> NEVER_TOLD = List.of("exception", "\tat ", ".java", "/tmp/", "berth-it-", "sqlite", "select ",
            "insert ", "update ", "<html", "payara", "liberty", "glassfish");

    private Problems() {
    }

    /** Requires a problem as the wire has it. @param words what its sentence must hold */
    public static JsonObject assertProblem(int status, String words, Reply reply) {
        assertEquals(status, reply.status(), reply.body());
        assertTrue(reply.header("Content-Type").startsWith("application/problem+json"), reply.header("Content-Type"));
        JsonObject problem = reply.object();
        assertEquals(status, problem.getInt("status"));
        assertFalse(problem.getString("type").isBlank());
        assertFalse(problem.getString("title").isBlank());
        assertEquals(problem.getString("detail"), problem.getString("error"));
        assertTrue(problem.getString("detail").contains(words), () -> "'" + words + "' is not in: " + problem.getString("detail"));
        assertDiscreet(reply.body());
        return problem;
    }

    /** Requires that a text tells nothing of the inside. */
    public static void assertDiscreet(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        NEVER_TOLD.forEach(word -> assertFalse(lower.contains(word), () -> "'" + word + "' is in: " + text));
    }
}
