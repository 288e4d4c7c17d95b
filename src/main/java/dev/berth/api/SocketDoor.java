package dev.berth.api;

import dev.berth.live.Viewer;
import dev.berth.security.Caller;
import dev.berth.security.Rates;
import dev.berth.session.Cursor;
import dev.berth.session.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks a WebSocket's request before it is upgraded, while it can still be refused with a status and a sentence. */
final class SocketDoor {

    private static final Pattern PATH = Pattern.compile("/api/sessions/([^/]+)/websocket");
    /** How long a handshake may wait for a session that says whose it is. */
    private static final int SECONDS_MAX = 10;

    private final SessionAccess access;
    private final Rates rates;

    SocketDoor(SessionAccess access, Rates rates) {
        this.access = access;
        this.rates = rates;
    }

    /** Refuses a request for a WebSocket that could not follow, and says on the request who comes; lets everything else pass. */
    HttpServletRequest check(HttpServletRequest request) {
        Matcher path = PATH.matcher(Streams.path(request));
        return path.matches() ? visitor(path.group(1), request).on(request) : request;
    }

    private Visitor visitor(String id, HttpServletRequest request) {
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            throw new Refusal(Refusal.Code.EXPECTED_WEBSOCKET, "Expected WebSocket");
        }
        if (BodyIntake.hasBody(request)) {
            throw Refusal.invalid("A WebSocket's request has no body.");
        }
        Caller caller = Caller.of(request);
        access.requireUsable(caller, id);
        rates.requireStream(caller, id);
        Cursor after = SocketWish.after(request.getParameter("after"));
        SocketWish.snapshot(request.getParameter("snapshot"));
        Viewer viewer = await(access.viewer(caller, id, request.getParameter("userId")));
        if (!caller.seesAll()) {
            await(access.read(caller, id, session -> null));
        }
        if (after != null && !access.sessions().exists(id)) {
            // Who comes back with a cursor means a session that was there; making a new one would hide that it is gone.
            throw Refusal.notFound("session");
        }
        return new Visitor(caller, viewer);
    }

    /** A handshake cannot go on later, on another thread; only those who are not let in by themselves wait here, for one look. */
    private static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw Refusal.unavailable("The session does not answer right now.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.unavailable("Berth is shutting down.");
        } catch (ExecutionException e) {
            Refusal refusal = SessionAccess.refusalIn(e.getCause());
            throw refusal != null ? refusal : new CompletionException(e.getCause());
        }
    }
}
