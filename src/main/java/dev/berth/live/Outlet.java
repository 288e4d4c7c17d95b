package dev.berth.live;

import java.util.List;
import java.util.function.Consumer;

/** A connection as {@code live} sees it: something frames can be sent to. One {@link #send} is under way at a time. */
public interface Outlet {

    /**
     * Sends frames in order without blocking the caller for long.
     *
     * @param done called exactly once, on any thread: with null when more can be sent, or with what went wrong
     */
    void send(List<Frame> frames, Consumer<Throwable> done);

    /** What the connection is, for those who count them. */
    default Channel channel() {
        return Channel.EVENTS;
    }

    /** Ends the connection, also while a send is under way. May block; a second call does nothing. */
    void close(CloseReason reason);
}
