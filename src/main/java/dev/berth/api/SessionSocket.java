package dev.berth.api;

import dev.berth.live.CloseReason;
import dev.berth.live.Follow;
import dev.berth.live.Follower;
import dev.berth.log.LogLine;
import dev.berth.log.Trace;
import dev.berth.security.Caller;
import dev.berth.session.Refusal;
import dev.berth.wire.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One WebSocket that follows a session and speaks in it. What it sends is handled in order, once it has joined. */
final class SessionSocket implements WebSocket.Listener {

    private static final Logger LOG = Logger.getLogger(SessionSocket.class.getName());
    /** What a client may say before it has joined, which takes milliseconds; each text counts for a little more than it has. */
    private static final int EARLY_CHARS_MAX = 1 << 20;
    private static final int TEXT_CHARS = 128;

    private final SessionAccess access;
    private final String id;
    private final Caller caller;
    private final Function<SocketOutlet, Follow> wish;
    private final ClientFrames frames;
    private final Runnable leave;
    private final Trace trace;
    private final WebSocket socket;
    private final SocketOutlet outlet;
    private final AtomicInteger unheardChars = new AtomicInteger();
    private CompletionStage<Follower> latest;
    private volatile Follower follower;
    private volatile boolean gone;

    /**
     * @param wish what is to be followed
     * @param frames takes what the client says
     * @param leave done once when it has ended
     * @param trace the request that it came by; what its client says is done for it
     */
    SessionSocket(SessionAccess access, String id, Caller caller, Function<SocketOutlet, Follow> wish, ClientFrames frames, Runnable leave,
            Trace trace, int charsMax) {
        this.access = access;
        this.id = id;
        this.caller = caller;
        this.wish = wish;
        this.frames = frames;
        this.leave = leave;
        this.trace = trace;
        socket = new WebSocket(this, charsMax, access.sessions().closers());
        outlet = new SocketOutlet(socket);
    }

    WebSocket socket() {
        return socket;
    }

    @Override
    public synchronized void opened() {
        latest = access.enter(caller, id, session -> session.follow(wish.apply(outlet)));
        latest.whenComplete(this::joined);
    }

    /** The answer to a heartbeat. */
    @Override
    public void pong() {
        outlet.heard();
    }

    @Override
    public synchronized void text(String text) {
        outlet.heard();
        int chars = TEXT_CHARS + text.length();
        if (unheardChars.addAndGet(chars) > EARLY_CHARS_MAX + chars) {
            outlet.close(CloseReason.TOO_SLOW);
            return;
        }
        latest = latest.thenApply(joined -> {
            trace.run(() -> handle(text, joined));
            unheardChars.addAndGet(-chars);
            return joined;
        });
    }

    @Override
    public void gone() {
        // A connection that breaks is the client's to mend; it resumes with its cursor and nothing is lost.
        gone = true;
        leave.run();
        if (follower != null) {
            follower.gone();
        }
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

    private void joined(Follower joined, Throwable failure) {
        if (failure != null) {
            outlet.close(reason(SessionAccess.refusalIn(failure)));
            return;
        }
        follower = joined;
        if (gone) {
            joined.gone();
        }
    }

    /** @param refusal null for a fault of ours */
    private static CloseReason reason(Refusal refusal) {
        return refusal == null ? CloseReason.INTERNAL : switch (refusal.code()) {
            case NOT_FOUND -> CloseReason.DELETED;
            case UNAUTHENTICATED, FORBIDDEN -> CloseReason.NOT_AUTHORISED;
            case UNAVAILABLE, TOO_MANY -> CloseReason.SHUTTING_DOWN;
            default -> CloseReason.INTERNAL;
        };
    }
}
