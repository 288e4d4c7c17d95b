package dev.berth.api;

import dev.berth.security.Caller;
import dev.berth.session.Cursor;
import dev.berth.session.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks a WebSocket's request before it is upgraded, while it can still be refused with a status and a sentence. */
final class SocketDoor {

    private static final Pattern PATH = Pattern.compile("/api/sessions/([^/]+)/websocket");

    private final SessionAccess access;

    SocketDoor(SessionAccess access) {
        this.access = access;
    }

    /** Refuses a request for a WebSocket that could not follow; lets everything else pass. */
    void check(HttpServletRequest request) {
        Matcher path = PATH.matcher(Streams.path(request));
        if (path.matches()) {
            check(path.group(1), request);
        }
    }

    private void check(String id, HttpServletRequest request) {
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            throw new Refusal(Refusal.Code.EXPECTED_WEBSOCKET, "Expected WebSocket");
        }
        Caller caller = Caller.of(request);
        access.requireUsable(caller, id);
        Cursor after = SocketWish.after(request.getParameter("after"));
        SocketWish.snapshot(request.getParameter("snapshot"));
        SessionAccess.userOf(caller, request.getParameter("userId"));
        if (after != null && !access.sessions().exists(id)) {
            // Who comes back with a cursor means a session that was there; making a new one would hide that it is gone.
            throw Refusal.notFound("session");
        }
    }
}
