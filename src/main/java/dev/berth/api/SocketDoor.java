package dev.berth.api;

import dev.berth.live.Follow;
import dev.berth.live.LiveSession;
import dev.berth.live.Moment;
import dev.berth.live.Viewer;
import dev.berth.log.LogLine;
import dev.berth.log.Trace;
import dev.berth.security.Caller;
import dev.berth.security.Rates;
import dev.berth.session.Cursor;
import dev.berth.session.MessagePage;
import dev.berth.session.Refusal;
import dev.berth.wire.Handshake;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lets a WebSocket in: checks its request while it can still be refused with a status and a sentence, and then upgrades it. */
final class SocketDoor {

    private static final Logger LOG = Logger.getLogger(SocketDoor.class.getName());
    private static final Pattern PATH = Pattern.compile("/api/sessions/([^/]+)/websocket");
    /** How long a handshake may wait for a session that says whose it is. */
    private static final int SECONDS_MAX = 10;

    private final SessionAccess access;
    private final Rates rates;
    private final int charsMax;

    /** @param charsMax how long a frame of a client may be */
    SocketDoor(SessionAccess access, Rates rates, int charsMax) {
        this.access = access;
        this.rates = rates;
        this.charsMax = charsMax;
    }

    /** Takes a request over if it is for a WebSocket. @throws Refusal when it could not follow */
    boolean takes(HttpServletRequest request, HttpServletResponse response) {
        Matcher path = PATH.matcher(Streams.path(request));
        if (!path.matches()) {
            return false;
        }
        requireHandshake(request, response);
        Caller caller = Caller.of(request);
        String id = path.group(1);
        access.requireUsable(caller, id);
        Runnable leave = rates.beginStream(caller, id);
        try {
            SessionSocket socket = new SessionSocket(access, id, caller, wish(id, caller, request),
                    new ClientFrames(access.sessions(), id, () -> rates.requireWrite(caller)), leave, Trace.current(), charsMax);
            Handshake.accept(request, response, socket.socket());
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> LogLine.of("A client left in mid-handshake.", LogLine.SESSION, id));
            leave.run();
        } catch (RuntimeException e) {
            leave.run();
            throw e;
        }
        return true;
    }

    private static void requireHandshake(HttpServletRequest request, HttpServletResponse response) {
        if (!Handshake.isWanted(request)) {
            // Without the header Upgrade, though RFC 9110 (15.5.22) wants it: Payara would wait half a minute for the new protocol.
            throw new Refusal(Refusal.Code.EXPECTED_WEBSOCKET, "Expected WebSocket");
        }
        if (!Handshake.isOfKnownVersion(request)) {
            response.setHeader(Handshake.VERSION_HEADER, Handshake.VERSION);
            throw new Refusal(Refusal.Code.EXPECTED_WEBSOCKET, "Expected version " + Handshake.VERSION + " of WebSocket");
        }
        if (BodyIntake.hasBody(request)) {
            throw Refusal.invalid("A WebSocket's request has no body.");
        }
        Handshake.flaw(request).ifPresent(sentence -> {
            throw Refusal.invalid(sentence);
        });
    }

    /** What is to be followed: from here on, however long joining takes, nothing that happens is missed. */
    private Function<SocketOutlet, Follow> wish(String id, Caller caller, HttpServletRequest request) {
        Cursor after = Query.cursor(null, request.getParameter("after"));
        int snapshot = Query.number("snapshot", request.getParameter("snapshot"), 0, 0, MessagePage.LIMIT_MAX);
        Viewer viewer = await(access.viewer(caller, id, request.getParameter("userId")));
        if (!caller.seesAll()) {
            await(access.read(caller, id, session -> null));
        }
        if (after != null && !access.sessions().exists(id)) {
            // Who comes back with a cursor means a session that was there; making a new one would hide that it is gone.
            throw Refusal.notFound("session");
        }
        Moment since = access.sessions().with(id, LiveSession::moment);
        return outlet -> new Follow(outlet, viewer, after, since, snapshot, true, null);
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
