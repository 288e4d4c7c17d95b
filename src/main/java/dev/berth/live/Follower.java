package dev.berth.live;

import dev.berth.log.LogLine;
import dev.berth.session.JsonForm;
import dev.berth.session.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One connection that follows a session, with its place in the history and its queue.
 *
 * <p>While it catches up, the log is read for it page by page, as fast as it takes them, and live events pass it by; they are
 * in the log. Once it has reached the end it is live: events are queued for it as they happen. Its queue is bounded; a
 * follower that does not keep up is closed with {@link CloseReason#TOO_SLOW} and resumes with its cursor. Safe for use by
 * many threads; nothing is sent and nothing foreign is called while its own lock is held.
 */
public final class Follower implements JsonForm {

    private static final Logger LOG = Logger.getLogger(Follower.class.getName());

    private static final long STALL_NANOS_MAX = TimeUnit.SECONDS.toNanos(20);
    private static final int LAGGING_FRAMES = 2;

    private final String connectionId = UUID.randomUUID().toString();
    private final long since;
    private final Follow wish;
    private final Outlet outlet;
    private final Pools pools;
    private final Consumer<Follower> onGone;

    private final FrameQueue queue = new FrameQueue();
    private boolean sending;
    private boolean handedOver;
    private long sendingSinceNanos;
    private boolean gone;
    private CloseReason endedBy;
    private boolean live;
    private long reached;
    private Runnable onDrained;

    Follower(Follow wish, Pools pools, long since, Consumer<Follower> onGone) {
        this.wish = wish;
        this.outlet = wish.outlet();
        this.pools = pools;
        this.since = since;
        this.onGone = onGone;
    }

    public String connectionId() {
        return connectionId;
    }

    public String userId() {
        return wish.viewer().userId();
    }

    /** Sets the place from which it follows, and whether everything up to now is before that place. */
    synchronized void startAt(long seq, boolean isLive) {
        reached = seq;
        live = isLive;
    }

    /** The number of the last event that was queued for it, or passed it by because it did not want it. */
    synchronized long reached() {
        return reached;
    }

    /** Takes it out of the live followers when it has not been told everything up to {@code head}. @return whether it was one */
    synchronized boolean fallsBehind(long head) {
        boolean behind = live && reached < head;
        live = live && !behind;
        return behind;
    }

    /** Whether some frames wait behind those that are being sent. */
    synchronized boolean isLagging() {
        return queue.size() >= LAGGING_FRAMES;
    }

    synchronized boolean isGone() {
        return gone;
    }

    /** Why Berth ended it; null as long as it has not, and when the connection ended by itself. */
    synchronized CloseReason endedBy() {
        return endedBy;
    }

    Channel channel() {
        return outlet.channel();
    }

    /** Queues a frame that is not stored. */
    public void tell(Frame frame) {
        if (enqueue(List.of(frame))) {
            pools.senders().execute(this::pump);
        }
    }

    /**
     * Queues events that just happened, but for those that it knows already, and all of them while it still catches up: the log
     * has them.
     *
     * @return whether the caller has to have them sent by {@link #pump}
     */
    boolean offer(List<Frame> frames) {
        List<Frame> fresh = new ArrayList<>(frames.size());
        synchronized (this) {
            if (!live) {
                return false;
            }
            addFresh(frames, fresh);
        }
        return !fresh.isEmpty() && enqueue(fresh);
    }

    /** Queues a page of the log; one that reaches the end makes it live. @param whenDrained asks for the next page */
    void offerPage(Joining.Page page, Runnable whenDrained) {
        List<Frame> fresh = new ArrayList<>();
        synchronized (this) {
            addFresh(page.frames(), fresh);
            live = page.end();
            onDrained = page.end() ? null : whenDrained;
        }
        if (enqueue(fresh)) {
            pools.senders().execute(this::pump);
        }
    }

    private void addFresh(List<Frame> frames, List<Frame> fresh) {
        for (Frame frame : frames) {
            if (frame.seq() > reached) {
                reached = frame.seq();
                if (wish.wants(frame)) {
                    fresh.add(frame);
                }
            }
        }
    }

    /** Whether it shows among those who are here: it follows everything, and not one turn. */
    boolean isPresent() {
        return wish.turnId() == null;
    }

    /** Keeps an idle connection open; one that is being sent to needs nothing. */
    void beat() {
        synchronized (this) {
            if (sending) {
                return;
            }
        }
        tell(Frame.HEARTBEAT);
    }

    /** Cuts the connection off when what it is being sent has not gone through for too long. @param now as {@link System#nanoTime} says */
    void closeIfStalled(long now) {
        if (isStalled(now)) {
            close(CloseReason.TOO_SLOW);
        }
    }

    private synchronized boolean isStalled(long now) {
        return handedOver && now - sendingSinceNanos > STALL_NANOS_MAX;
    }

    /** Ends the connection when what it was let in by has ended. @param now seconds since the epoch */
    void closeIfEnded(long now) {
        if (wish.viewer().hasEnded(now)) {
            close(CloseReason.NOT_AUTHORISED);
        }
    }

    /** Ends the connection if it was let in by such a pass. */
    void closeIfBy(Predicate<String> passIds) {
        if (wish.viewer().cameBy(passIds)) {
            close(CloseReason.NOT_AUTHORISED);
        }
    }

    /** Whether its client may say something, and not only read. */
    public boolean mayWrite() {
        return !wish.viewer().isGuest();
    }

    /** Ends the connection and leaves. */
    public void close(CloseReason reason) {
        if (leave(reason)) {
            pools.closers().execute(() -> outlet.close(reason));
        }
    }

    /** Leaves because the connection has ended by itself. */
    public void gone() {
        leave(null);
    }

    @Override
    public void writeTo(JsonWriter out) {
        out.beginObject().member("connectionId", connectionId).member("userId", userId()).member("since", since).endObject();
    }

    private boolean leave(CloseReason reason) {
        synchronized (this) {
            if (gone) {
                return false;
            }
            gone = true;
            endedBy = reason;
            queue.clear();
            onDrained = null;
        }
        onGone.accept(this);
        return true;
    }

    /** Returns whether the caller has to start sending. */
    private boolean enqueue(List<Frame> frames) {
        boolean full;
        synchronized (this) {
            if (gone) {
                return false;
            }
            full = !queue.add(frames);
            if (!full && sending) {
                return false;
            }
            sending = true;
        }
        if (full) {
            close(CloseReason.TOO_SLOW);
        }
        return !full;
    }

    /** Sends what is queued, or asks for more when that is all. Called by who was told so, one at a time; throws nothing. */
    void pump() {
        try {
            sendQueued();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, e, () -> line("A connection could not be sent to; its client comes back with its cursor."));
            close(CloseReason.INTERNAL);
        }
    }

    private void sendQueued() {
        List<Frame> batch;
        Runnable drained;
        synchronized (this) {
            batch = queue.poll();
            sending = !batch.isEmpty();
            handedOver = sending;
            sendingSinceNanos = System.nanoTime();
            drained = sending ? null : onDrained;
            onDrained = sending ? onDrained : null;
        }
        if (!batch.isEmpty()) {
            outlet.send(batch, this::sent);
        } else if (drained != null) {
            drained.run();
        }
    }

    private void sent(Throwable failure) {
        if (failure != null) {
            // A connection that breaks is the client's to mend; it comes back with its cursor and nothing is lost.
            LOG.log(Level.FINE, failure, () -> line("A connection broke."));
            close(CloseReason.INTERNAL);
        } else if (!rests()) {
            pools.senders().execute(this::pump);
        }
    }

    private String line(String sentence) {
        return LogLine.of(sentence, "connection", connectionId);
    }

    /** Whether all is sent; what is queued later begins anew. */
    private synchronized boolean rests() {
        sending = !queue.isEmpty() || onDrained != null;
        handedOver = false;
        return !sending;
    }
}
