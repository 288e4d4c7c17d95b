package dev.berth.security;

import dev.berth.security.oidc.OpenIdLogin;
import dev.berth.session.Refusal;
import dev.berth.settings.AccessSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The first thing a request meets: it finds out who calls, refuses who may not, and sets the headers that protect browsers. */
public final class Gate {

    private static final String PAGE_POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
            + "frame-ancestors 'none'; img-src 'self' data:; require-trusted-types-for 'script'; trusted-types 'none'";

    private final AccessSettings settings;
    private final Origins origins;
    private final Identification identification;
    private final OpenIdLogin login;

    /** @param login how people log in; null when they cannot */
    public Gate(AccessSettings settings, Tickets tickets, Guesses guesses, OpenIdLogin login) {
        this.settings = settings;
        this.origins = new Origins(settings.corsOrigins());
        this.identification = new Identification(settings, tickets, guesses, login);
        this.login = login;
    }

    /**
     * Lets a request in, or answers it.
     *
     * @return whether it goes on
     */
    public boolean admits(HttpServletRequest request, HttpServletResponse response) throws IOException {
        protect(response);
        try {
            requireHost(request);
            origins.require(request);
            if (answersPreflight(request, response) || login != null && login.takes(request, response)) {
                return false;
            }
            identify(request);
            return true;
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

    /** Sets the headers that tell browsers what they must not do with an answer. */
    public static void protect(HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Content-Security-Policy", PAGE_POLICY);
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    }

    private void requireHost(HttpServletRequest request) {
        if (settings.isLocal()) {
            LocalMode.require(request);
        }
        String host = request.getHeader("Host");
        if (!settings.hosts().isEmpty() && (host == null || !settings.hosts().contains(LocalMode.nameOf(host)))) {
            throw new Refusal(Refusal.Code.FORBIDDEN, "Berth is not called that; add the name to berth.hosts if it is.");
        }
    }

    /** The pages hold no secrets and are open to everyone; what they show comes from the API. */
    private void identify(HttpServletRequest request) {
        boolean api = request.getRequestURI().startsWith(request.getContextPath() + "/api/");
        Caller caller = api ? identification.of(request) : null;
        if (caller != null) {
            caller.on(request);
        } else if (api) {
            throw unauthenticated(request);
        }
    }

    private Refusal unauthenticated(HttpServletRequest request) {
        String sentence = "Say who you are: send Authorization: Bearer, or log in.";
        return login == null ? new Refusal(Refusal.Code.UNAUTHENTICATED, sentence)
                : Refusal.unauthenticated(sentence, "login", out -> out.value(request.getContextPath() + OpenIdLogin.LOGIN));
    }

    /** Lets the pages of listed origins call, as browsers ask it to be said. */
    private boolean answersPreflight(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        if (!origins.isListed(origin)) {
            return false;
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.addHeader("Vary", "Origin");
        response.setHeader("Access-Control-Expose-Headers", "ETag, Link, Location, Retry-After, X-Request-Id");
        if (!"OPTIONS".equals(request.getMethod()) || request.getHeader("Access-Control-Request-Method") == null) {
            return false;
        }
        response.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE");
        response.setHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, If-Match, Idempotency-Key, Last-Event-ID, "
                + "X-Request-Id, traceparent");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        return true;
    }
}
