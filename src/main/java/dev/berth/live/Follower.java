package dev.berth.live;

import dev.berth.session.JsonForm;
import dev.berth.session.JsonWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
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

    static final int QUEUE_FRAMES_MAX = 4_096;
    static final long QUEUE_CHARS_MAX = 8L << 20;
    static final long STALL_MILLIS_MAX = 20_000;
    private static final int FRAMES_A_SEND_MAX = 64;

    private final String connectionId = UUID.randomUUID().toString();
    private final long since;
    private final Follow wish;
    private final Outlet outlet;
    private final Pools pools;
    private final Consumer<Follower> onGone;

    private final ArrayDeque<Frame> queue = new ArrayDeque<>(4);
    private long queuedChars;
    private boolean sending;
    private long sendingSince;
    private boolean gone;
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
        return wish.userId();
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

    synchronized boolean isGone() {
        return gone;
    }

    /** Queues a frame that is not stored. */
    public void tell(Frame frame) {
        if (enqueue(List.of(frame))) {
            pools.senders().execute(this::pump);
        }
    }

    /** Queues an event that just happened, unless it still catches up (the log has it) or knows it already. */
    void offer(Frame frame) {
        synchronized (this) {
            if (!live || frame.seq() <= reached) {
                return;
            }
            reached = frame.seq();
        }
        if (wish.wants(frame)) {
            tell(frame);
        }
    }

    /** Queues a page of the log; one that reaches the end makes it live. @param whenDrained asks for the next page */
    void offerPage(Joining.Page page, Runnable whenDrained) {
        List<Frame> fresh = new ArrayList<>();
        synchronized (this) {
            for (Frame frame : page.frames()) {
                if (frame.seq() > reached) {
                    reached = frame.seq();
                    fresh.add(frame);
                }
            }
            live = page.end();
            onDrained = page.end() ? null : whenDrained;
        }
        fresh.removeIf(frame -> !wish.wants(frame));
        if (enqueue(fresh)) {
            pools.senders().execute(this::pump);
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

    /** Cuts the connection off when what it is being sent has not gone through for too long. */
    void closeIfStalled(long nowMillis) {
        if (isStalled(nowMillis)) {
            close(CloseReason.TOO_SLOW);
        }
    }

    private synchronized boolean isStalled(long nowMillis) {
        return sending && nowMillis - sendingSince > STALL_MILLIS_MAX;
    }

    /** Ends the connection and leaves. */
    public void close(CloseReason reason) {
        if (leave()) {
            pools.closers().execute(() -> outlet.close(reason));
        }
    }

    /** Leaves because the connection has ended by itself. */
    public void gone() {
        leave();
    }

    @Override
    public void writeTo(JsonWriter out) {
        out.beginObject().member("connectionId", connectionId).member("userId", wish.userId()).member("since", since).endObject();
    }

    private boolean leave() {
        synchronized (this) {
            if (gone) {
                return false;
            }
            gone = true;
            queue.clear();
            queuedChars = 0;
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
            for (Frame frame : frames) {
                queue.add(frame);
                queuedChars += frame.json().length();
            }
            // One frame may be larger than all that may wait.
            full = queue.size() > QUEUE_FRAMES_MAX || queue.size() > 1 && queuedChars > QUEUE_CHARS_MAX;
            if (!full && sending) {
                return false;
            }
            sending = true;
            sendingSince = System.currentTimeMillis();
        }
        if (full) {
            close(CloseReason.TOO_SLOW);
        }
        return !full;
    }

    private void pump() {
        List<Frame> batch = new ArrayList<>();
        Runnable drained;
        synchronized (this) {
            while (!queue.isEmpty() && batch.size() < FRAMES_A_SEND_MAX) {
                Frame frame = queue.poll();
                queuedChars -= frame.json().length();
                batch.add(frame);
            }
            sending = !batch.isEmpty();
            sendingSince = System.currentTimeMillis();
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
            LOG.log(Level.FINE, failure, () -> "connection " + connectionId + " broke");
            close(CloseReason.INTERNAL);
        } else {
            pools.senders().execute(this::pump);
        }
    }
}
