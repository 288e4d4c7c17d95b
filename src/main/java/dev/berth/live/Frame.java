package dev.berth.live;

import dev.berth.session.Event;
import java.util.function.Function;

/**
 * What followers get: JSON text that was encoded once and is shared by all of them.
 *
 * <p>Frames of stored events carry the event's number; others (echo, presence, typing) carry 0.
 */
public final class Frame {

    /** Keeps an idle connection open; each kind of connection has its own form of it. */
    public static final Frame HEARTBEAT = new Frame("heartbeat", "", 0, null, null);

    /** Opens a stream that has nothing to say yet. */
    static final Frame OPENING = new Frame("place", "", 0, null, null);

    private final String type;
    private final String json;
    private final long seq;
    private final String turnId;
    private final String epoch;
    private volatile byte[] asEvent;
    private volatile byte[] asSocketFrame;

    private Frame(String type, String json, long seq, String turnId, String epoch) {
        this.type = type;
        this.json = json;
        this.seq = seq;
        this.turnId = turnId;
        this.epoch = epoch;
    }

    static Frame of(Event event, String epoch) {
        return new Frame(event.type(), event.body(), event.seq(), event.turnId(), epoch);
    }

    /** A frame that is not stored. */
    public static Frame passing(String type, String json) {
        return new Frame(type, json, 0, null, null);
    }

    /** A frame that is not stored but tells a place in the history, so that a follower goes on from there. Its text may be empty. */
    static Frame placed(String type, String json, String epoch, long seq) {
        return new Frame(type, json, seq, null, epoch);
    }

    public String type() {
        return type;
    }

    public String json() {
        return json;
    }

    /** The event's number; 0 when the frame tells no place in the history. */
    public long seq() {
        return seq;
    }

    /** The turn it belongs to, or null. */
    public String turnId() {
        return turnId;
    }

    /** The place it tells, such as {@code k3f9.1042}; only for frames with a number. */
    public String cursor() {
        return epoch + '.' + seq;
    }

    /**
     * The bytes of this frame in an event stream, made once for all followers. All callers must use the same encoding; two
     * threads that ask first at the same time may both make it, which is harmless.
     */
    public byte[] asEvent(Function<Frame, byte[]> encoding) {
        byte[] bytes = asEvent;
        if (bytes == null) {
            bytes = encoding.apply(this);
            asEvent = bytes;
        }
        return bytes;
    }

    /** The same for WebSockets. */
    public byte[] asSocketFrame(Function<Frame, byte[]> encoding) {
        byte[] bytes = asSocketFrame;
        if (bytes == null) {
            bytes = encoding.apply(this);
            asSocketFrame = bytes;
        }
        return bytes;
    }
}
