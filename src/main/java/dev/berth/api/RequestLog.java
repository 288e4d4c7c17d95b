package dev.berth.api;

import dev.berth.live.Counters;
import dev.berth.log.LogLine;
import dev.berth.log.Trace;
import dev.berth.security.Caller;
import dev.berth.session.SessionId;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Gives each request its id, and writes a line about each that was refused or has failed. A line names the route with {@code *} in
 * place of all that is not a word of it, and no query: ids, tickets and whatever a stranger asks for stay out of the log.
 */
final class RequestLog {

    private static final Logger AUDIT = Logger.getLogger("dev.berth.audit");
    private static final Logger LOG = Logger.getLogger(RequestLog.class.getName());
    private static final String ATTRIBUTE = RequestLog.class.getName();
    private static final Pattern OF_SESSION = Pattern.compile("/api/(?:sessions|chat)/([^/]+)(?:/.*)?");
    private static final Pattern WORD = Pattern.compile("[a-z]{0,16}");
    private static final int ROUTE_WORDS_MAX = 8;
    private static final int FAILED_MIN = 500;

    private final Counters counters;

    RequestLog(Counters counters) {
        this.counters = counters;
    }

    /** Finds out what a request is to be called, and tells the client. */
    static Trace begin(HttpServletRequest request, HttpServletResponse response) {
        Matcher named = OF_SESSION.matcher(Streams.path(request));
        String session = named.matches() && SessionId.isValid(named.group(1)) ? named.group(1) : null;
        Trace trace = Trace.of(request.getHeader("X-Request-Id"), request.getHeader("traceparent"), session);
        name(response, trace);
        request.setAttribute(ATTRIBUTE, trace);
        return trace;
    }

    /** What a request was called that comes again, now that its body is here. */
    static Trace of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Trace known ? known : Trace.NONE;
    }

    static void name(HttpServletResponse response, Trace trace) {
        if (!response.isCommitted()) {
            response.setHeader("X-Request-Id", trace.request());
        }
    }

    /** Takes note of how a request is answered: now if it is, else when it is. */
    void whenAnswered(HttpServletRequest request, HttpServletResponse response, Trace trace) {
        Answered answered = new Answered(request.getMethod(), Streams.path(request), request.getRemoteAddr(), Caller.of(request),
                trace);
        try {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new OnComplete(() -> note(response.getStatus(), answered)));
                return;
            }
        } catch (IllegalStateException e) {
            // It was answered a moment ago, beside us.
        }
        note(response.getStatus(), answered);
    }

    private void note(int status, Answered answered) {
        counters.answered(status);
        if (Counters.REFUSALS.contains(status)) {
            AUDIT.warning(() -> answered.line("A request was refused.", status));
        } else if (status >= FAILED_MIN) {
            LOG.warning(() -> answered.line("A request failed.", status));
        }
    }

    /** The path without all that might be secret, or a stranger's text. */
    static String route(String path) {
        return Arrays.stream(path.split("/", ROUTE_WORDS_MAX)).map(word -> WORD.matcher(word).matches() ? word : "*")
                .collect(Collectors.joining("/"));
    }

    /** What is known of a request while it is answered; servers use their request objects again as soon as it is. */
    private record Answered(String method, String path, String address, Caller caller, Trace trace) {

        String line(String sentence, int status) {
            StringBuilder line = new StringBuilder();
            // Who is not known yet may have written anything where a session's id stands.
            Trace told = caller == null ? trace.withoutSession() : trace;
            told.run(() -> line.append(LogLine.of(sentence, "status", status, "method", method, "route", route(path), "address", address,
                    "user", caller == null ? null : caller.userId())));
            return line.toString();
        }
    }

    /** Does something when a request is answered, whatever becomes of it. */
    private record OnComplete(Runnable action) implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            action.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            // Completed next.
        }

        @Override
        public void onError(AsyncEvent event) {
            // Completed next.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
