package dev.berth.api;

import dev.berth.live.SessionRegistry;
import dev.berth.security.Gate;
import dev.berth.security.ProblemWriter;
import dev.berth.session.Refusal;
import dev.berth.settings.Settings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * The first thing a request meets. One filter and not three, because servers differ in how they order filters that an
 * application adds, and nothing may come before the gate, a WebSocket's upgrade least of all.
 */
final class FrontDoor extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(FrontDoor.class.getName());

    /** Dot segments, characters that no address has, and percent signs that begin no character or one that misleads. */
    private static final Pattern MISLEADING = Pattern.compile(
            "/\\.{1,2}(/|$)|[^A-Za-z0-9_.~!$&'()*+,:@%/=-]|%(?![0-9A-Fa-f]{2})|%[01][0-9A-Fa-f]|%2[eEfF]|%5[cC]|%7[fF]");

    private final transient Gate gate;
    private final transient SocketDoor sockets;
    private final transient Streams streams;

    FrontDoor(SessionRegistry registry, Settings settings) {
        SessionAccess access = new SessionAccess(registry.sessions());
        gate = new Gate(settings);
        sockets = new SocketDoor(access);
        streams = new Streams(access, settings.bodyBytesMax());
    }

    /** Refuses an address that servers read in different ways, and a body that is no JSON. */
    private static void requireSound(HttpServletRequest request) {
        String path = Streams.path(request);
        if (!path.startsWith("/api/")) {
            return;
        }
        if (MISLEADING.matcher(path).find()) {
            throw Refusal.invalid("The address is malformed.");
        }
        boolean hasBody = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        String type = request.getContentType() == null ? "" : request.getContentType().split(";", 2)[0].strip();
        if (hasBody && !type.equalsIgnoreCase("application/json")) {
            throw new Refusal(Refusal.Code.NOT_JSON, "The body must be application/json.");
        }
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException {
        if (!gate.admits(request, response)) {
            return;
        }
        try {
            requireSound(request);
            sockets.check(request);
            if (!streams.takes(request)) {
                chain.doFilter(request, response);
            }
        } catch (Refusal e) {
            ProblemWriter.write(e, response);
        } catch (ServletException | RuntimeException e) {
            LOG.log(Level.SEVERE, "a request failed", e);
            Gate.apologise(response);
        }
    }
}
