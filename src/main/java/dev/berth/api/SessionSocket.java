package dev.berth.api;

import dev.berth.live.CloseReason;
import dev.berth.live.Follow;
import dev.berth.live.Follower;
import dev.berth.live.Moment;
import dev.berth.live.SessionRegistry;
import dev.berth.log.LogLine;
import dev.berth.log.Trace;
import dev.berth.security.Caller;
import dev.berth.security.Rates;
import dev.berth.security.Reception;
import dev.berth.session.Cursor;
import dev.berth.session.Refusal;
import dev.berth.settings.Settings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One WebSocket that follows a session and speaks in it. What it sends is handled in order, once it has joined. */
@Dependent
@ServerEndpoint(value = "/api/sessions/{id}/websocket", configurator = SocketHandshake.class)
public class SessionSocket {

    private static final Logger LOG = Logger.getLogger(SessionSocket.class.getName());

    @Inject
    private SessionRegistry registry;
    @Inject
    private Settings settings;
    @Inject
    private Reception reception;

    private String id;
    private Trace trace;
    private Session socket;
    private SocketOutlet outlet;
    private ClientFrames frames;
    private CompletionStage<Follower> latest;
    private volatile Follower follower;
    private volatile boolean closed;
    private volatile Runnable leave = () -> { };

    @OnOpen
    public void open(Session opened, EndpointConfig config, @PathParam("id") String sessionId) {
        id = sessionId;
        socket = opened;
        trace = SocketHandshake.trace(config);
        opened.setMaxIdleTimeout(0);
        opened.setMaxTextMessageBufferSize(settings.limits().frameCharsMax());
        SessionAccess access = new SessionAccess(registry.sessions(), reception.guesses());
        Caller caller = ((Visitor) opened.getUserPrincipal()).caller();
        Rates rates = reception.rates();
        frames = new ClientFrames(access.sessions(), id, () -> rates.requireWrite(caller));
        outlet = new SocketOutlet(opened);
        try {
            leave = rates.beginStream(caller, id);
        } catch (Refusal e) {
            // There was room at the handshake, and somebody else was quicker.
            outlet.close(CloseReason.TOO_MANY);
            latest = CompletableFuture.failedFuture(e);
            return;
        }
        latest = join(access, SocketHandshake.moment(config));
        latest.whenComplete((joined, failure) -> joined(joined, failure));
    }

    /** The answer to a heartbeat. */
    @OnMessage
    public void pong(PongMessage message) {
        outlet.heard();
    }

    @OnMessage
    public void message(String text) {
        outlet.heard();
        if (text.length() > settings.limits().frameCharsMax()) {
            closeTooLarge();
            return;
        }
        synchronized (this) {
            latest = latest.thenApply(joined -> {
                trace.run(() -> handle(text, joined));
                return joined;
            });
        }
    }

    @OnClose
    public void close() {
        closed = true;
        leave.run();
        if (follower != null) {
            follower.gone();
        }
    }

    @OnError
    public void error(Throwable failure) {
        // A connection that breaks is the client's to mend; it resumes with its cursor and nothing is lost.
        LOG.log(Level.FINE, failure, () -> LogLine.of("A connection broke.", LogLine.SESSION, id));
    }

    private void handle(String text, Follower joined) {
        try {
            frames.handle(text, joined);
        } catch (RuntimeException e) {
            // Without this, all that the client says from here on would be passed over in silence.
            LOG.log(Level.SEVERE, e, () -> LogLine.of("A frame failed.", LogLine.SESSION, id));
            joined.close(CloseReason.INTERNAL);
        }
    }

    private CompletionStage<Follower> join(SessionAccess access, Moment since) {
        try {
            Cursor after = SocketWish.after(parameter("after"));
            int snapshot = SocketWish.snapshot(parameter("snapshot"));
            Visitor visitor = (Visitor) socket.getUserPrincipal();
            Follow wish = new Follow(outlet, visitor.viewer(), after, since, snapshot, true, null);
            return access.enter(visitor.caller(), id, session -> session.follow(wish));
        } catch (Refusal e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void joined(Follower joined, Throwable failure) {
        if (failure != null) {
            Refusal refusal = SessionAccess.refusalIn(failure);
            outlet.close(refusal == null ? CloseReason.INTERNAL : switch (refusal.code()) {
                case NOT_FOUND -> CloseReason.DELETED;
                case UNAUTHENTICATED, FORBIDDEN -> CloseReason.NOT_AUTHORISED;
                case UNAVAILABLE, TOO_MANY -> CloseReason.SHUTTING_DOWN;
                default -> CloseReason.INTERNAL;
            });
            return;
        }
        follower = joined;
        if (closed) {
            joined.gone();
        }
    }

    private String parameter(String name) {
        Map<String, List<String>> parameters = socket.getRequestParameterMap();
        List<String> values = parameters.get(name);
        return values == null || values.isEmpty() ? null : values.get(0);
    }

    private void closeTooLarge() {
        try {
            socket.close(new jakarta.websocket.CloseReason(jakarta.websocket.CloseReason.CloseCodes.TOO_BIG,
                    "A frame has at most " + settings.limits().frameCharsMax() + " characters."));
        } catch (IOException e) {
            LOG.log(Level.FINE, e, () -> LogLine.of("A connection was closed already.", LogLine.SESSION, id));
        }
    }
}
