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

/**
 * The first thing a request meets. One filter and not three, because servers differ in how they order filters that an
 * application adds, and nothing may come before the gate, a WebSocket's upgrade least of all.
 */
final class FrontDoor extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(FrontDoor.class.getName());

    private final transient Gate gate;
    private final transient SocketDoor sockets;
    private final transient Streams streams;

    FrontDoor(SessionRegistry registry, Settings settings) {
        SessionAccess access = new SessionAccess(registry.sessions());
        gate = new Gate(settings);
        sockets = new SocketDoor(access);
        streams = new Streams(access, settings.bodyBytesMax());
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain) throws IOException {
        if (!gate.admits(request, response)) {
            return;
        }
        try {
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
