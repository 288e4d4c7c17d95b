package dev.berth.security;

import dev.berth.session.Refusal;
import dev.berth.settings.Settings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The first thing a request meets: it finds out who calls, refuses who may not, and sets the headers that protect browsers. */
public final class Gate {

    private static final String PAGE_POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
            + "frame-ancestors 'none'; img-src 'self' data:";

    private final Settings settings;
    private final LocalMode localMode;

    public Gate(Settings settings) {
        this.settings = settings;
        this.localMode = new LocalMode(settings.corsOrigins());
    }

    /**
     * Lets a request in, or answers it.
     *
     * @return whether it goes on
     */
    public boolean admits(HttpServletRequest request, HttpServletResponse response) throws IOException {
        protect(response);
        try {
            localMode.admit(request).on(request);
            return !answersPreflight(request, response);
        } catch (Refusal e) {
            ProblemWriter.write(e, response);
            return false;
        }
    }

    /** Answers a request that failed inside, if it was not answered yet. A server's own error page would tell too much. */
    public static void apologise(HttpServletResponse response) throws IOException {
        if (!response.isCommitted()) {
            response.reset();
            protect(response);
            ProblemWriter.write(Problem.INTERNAL, response);
        }
    }

    private static void protect(HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Content-Security-Policy", PAGE_POLICY);
    }

    /** Lets the pages of listed origins call, as browsers ask it to be said. */
    private boolean answersPreflight(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        if (origin == null || !settings.corsOrigins().contains(origin)) {
            return false;
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.addHeader("Vary", "Origin");
        response.setHeader("Access-Control-Expose-Headers", "ETag, Link, Location, Retry-After");
        if (!"OPTIONS".equals(request.getMethod()) || request.getHeader("Access-Control-Request-Method") == null) {
            return false;
        }
        response.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
        response.setHeader("Access-Control-Allow-Headers", "Content-Type, If-Match, Idempotency-Key, Last-Event-ID");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        return true;
    }
}
