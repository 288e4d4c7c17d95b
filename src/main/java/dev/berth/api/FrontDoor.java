package dev.berth.api;

import dev.berth.live.LiveSessions;
import dev.berth.live.SessionRegistry;
import dev.berth.log.LogLine;
import dev.berth.log.Trace;
import dev.berth.security.Caller;
import dev.berth.security.Gate;
import dev.berth.security.ProblemWriter;
import dev.berth.security.Rates;
import dev.berth.security.Reception;
import dev.berth.session.Refusal;
import dev.berth.settings.Settings;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * The first thing a request meets. One filter and not three, because servers differ in how they order filters that an
 * application adds, and nothing may come before the gate.
 */
final class FrontDoor extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(FrontDoor.class.getName());

    /** Dot segments, characters that no address has, and percent signs that begin no character or one that misleads. */
    private static final Pattern MISLEADING = Pattern.compile(
            "/\\.{1,2}(/|$)|[^A-Za-z0-9_.~!$&'()*+,:@%/=-]|%(?![0-9A-Fa-f]{2})|%[01][0-9A-Fa-f]|%2[eEfF]|%5[cC]|%7[fF]");

    /** What the server itself answers. On Open Liberty no application sees these addresses, so nothing is asked of them here either. */
    private static final Pattern OPERATION = Pattern.compile("/health(/.*)?|/metrics");

    private final transient LiveSessions sessions;
    private final transient RequestLog log;
    private final transient Gate gate;
    private final transient Rates rates;
    private final transient SocketDoor sockets;
    private final transient BodyIntake bodies;
    private final transient Streams streams;
    private final transient List<String> proxies;
    private volatile boolean open;

    FrontDoor(SessionRegistry registry, Reception reception, Settings settings) {
        sessions = registry.sessions();
        SessionAccess access = new SessionAccess(sessions, reception.guesses());
        log = new RequestLog(sessions.counters());
        gate = reception.gate();
        proxies = settings.access().proxies();
        rates = reception.rates();
        sockets = new SocketDoor(access, rates, settings.limits().frameCharsMax());
        bodies = new BodyIntake(settings.limits());
        streams = new Streams(access, rates, settings.limits().bodyBytesMax());
    }

    /** Whether requests come by here already. */
    boolean isOpen() {
        return open;
    }

    @Override
    public void init() {
        open = true;
    }

    /** Refuses an address that servers read in different ways, and a body that is no JSON. */
    private static void requireSound(HttpServletRequest request) {
        if (!isApi(request)) {
            return;
        }
        if (MISLEADING.matcher(Streams.path(request)).find()) {
            throw Refusal.invalid("The address is malformed.");
        }
        String type = request.getContentType() == null ? "" : request.getContentType().split(";", 2)[0].strip();
        if (BodyIntake.hasBody(request) && !type.equalsIgnoreCase("application/json")) {
            throw new Refusal(Refusal.Code.NOT_JSON, "The body must be application/json.");
        }
    }

    private static boolean isMissingFile(Throwable failure) {
        return failure instanceof FileNotFoundException || failure.getCause() != null && isMissingFile(failure.getCause());
    }

    private static boolean isApi(HttpServletRequest request) {
        return Streams.path(request).startsWith("/api/");
    }

    /** Refuses what need not come any further, whatever its body is. */
    private void requireAdmitted(HttpServletRequest request) {
        requireSound(request);
        if (isApi(request)) {
            sessions.requireUp();
        }
        if (Caller.of(request) != null) {
            rates.requireRoom(Caller.of(request), request);
        }
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (OPERATION.matcher(Streams.path(request)).matches()) {
            chain.doFilter(request, response);
            return;
        }
        boolean comesAgain = request.getDispatcherType() == DispatcherType.ASYNC;
        Trace trace = comesAgain ? RequestLog.of(request) : RequestLog.begin(request, response);
        Trace before = trace.enter();
        Part part = new Part();
        try {
            answer(request, response, chain, comesAgain, part);
        } finally {
            if (!comesAgain) {
                log.whenAnswered(request, response, trace);
            }
            before.enter();
            part.left();
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain, boolean comesAgain, Part part)
            throws IOException {
        if (!comesAgain && !gate.admits(request, response)) {
            return;
        }
        try {
            PublicScheme.note(request, proxies);
            if (comesAgain) {
                // Payara forgets, once in some thousand times, to read on where a body was read without a thread.
                response.setHeader("Connection", "close");
            } else {
                requireAdmitted(request);
                if (sockets.takes(request, response)) {
                    return;
                }
            }
            HttpServletRequest whole = bodies.whole(request, part);
            if (whole != null && !streams.takes(whole)) {
                chain.doFilter(whole, isApi(request) ? response : new PageResponse(response));
            }
        } catch (Refusal e) {
            if (BodyIntake.hasBody(request)) {
                // What was not read of it would be taken for the next request, or be waited for.
                response.setHeader("Connection", "close");
            }
            ProblemWriter.write(e, response);
        } catch (ServletException | RuntimeException e) {
            if (isMissingFile(e)) {
                // So Open Liberty says that there is no such page.
                ProblemWriter.write(ErrorPage.problem(HttpServletResponse.SC_NOT_FOUND), response);
                return;
            }
            LOG.log(Level.SEVERE, e, () -> LogLine.of("A request failed."));
            Gate.apologise(response);
            RequestLog.name(response, Trace.current());
        }
    }
}
