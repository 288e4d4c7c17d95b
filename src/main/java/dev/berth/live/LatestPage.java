package dev.berth.live;

import dev.berth.session.MessagePage;
import java.util.function.Supplier;

/**
 * The page of a session that was asked for last, as it is sent. Everybody who opens a session asks for the same one; from the second
 * time on it is kept, until something happens in the session. On the lane only.
 */
final class LatestPage {

    /** A larger page is read anew each time. */
    private static final int BYTES_KEPT_MAX = 64 << 10;

    private MessagePage asked;
    private long seq;
    private byte[] kept;

    /**
     * @param now the number of the session's latest event
     * @param read reads the page
     */
    byte[] of(MessagePage wish, long now, Supplier<byte[]> read) {
        boolean again = wish.equals(asked) && seq == now;
        if (again && kept != null) {
            return kept;
        }
        byte[] page = read.get();
        asked = wish;
        seq = now;
        kept = again && page.length <= BYTES_KEPT_MAX ? page : null;
        return page;
    }

    /** After a command was undone: what happened at that number has not happened. */
    void forget() {
        asked = null;
        kept = null;
    }
}
