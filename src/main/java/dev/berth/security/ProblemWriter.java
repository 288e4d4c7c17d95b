package dev.berth.security;

import dev.berth.session.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers a request with a refusal, outside JAX-RS. */
public final class ProblemWriter {

    private ProblemWriter() {
    }

    public static void write(Refusal refusal, HttpServletResponse response) throws IOException {
        write(Problem.of(refusal), response);
    }

    public static void write(Problem problem, HttpServletResponse response) throws IOException {
        byte[] body = problem.toJson().getBytes(StandardCharsets.UTF_8);
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        if (problem.status() == 401) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        if (problem.retryAfterSeconds() > 0) {
            response.setIntHeader("Retry-After", problem.retryAfterSeconds());
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
