package dev.berth.api;

import dev.berth.session.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A request's body as far as it has come. Its memory grows with what comes and not with what is announced. */
final class ArrivingBody {

    private static final int FIRST_BYTES = 4 << 10;

    private final int max;
    private byte[] bytes;
    private int count;

    /**
     * @param length what is announced, or -1
     * @throws Refusal when that is too large already
     */
    ArrivingBody(long length, int max) {
        this.max = max;
        requireSmall(length);
        bytes = new byte[length >= 0 ? (int) Math.min(FIRST_BYTES, length + 1) : FIRST_BYTES];
    }

    /**
     * Takes what a stream has next, and waits if it has nothing.
     *
     * @return whether there may be more
     * @throws Refusal when it has become too large
     */
    boolean takeFrom(InputStream in) throws IOException {
        if (count == bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(bytes.length * 4L, max + 1L));
        }
        int read = in.read(bytes, count, bytes.length - count);
        count += Math.max(0, read);
        requireSmall(count);
        return read >= 0;
    }

    /** The memory it takes, in bytes. */
    int capacity() {
        return bytes.length;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, count);
    }

    private void requireSmall(long length) {
        if (length > max) {
            throw new Refusal(Refusal.Code.TOO_LARGE, "The body is larger than " + max + " bytes.");
        }
    }
}
