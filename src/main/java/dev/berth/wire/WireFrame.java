package dev.berth.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The frames that a server sends (RFC 6455, 5.2): whole, and not masked. */
public final class WireFrame {

    /** The code of a close frame that says none (7.4.1). */
    public static final int NO_CODE = 1005;

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    static final int FIN = 0x80;
    /** What fits into a frame of control, its code included (5.5). */
    static final int CONTROL_BYTES_MAX = 125;
    static final int LENGTH_OF_16_BITS = 126;
    static final int LENGTH_OF_64_BITS = 127;
    private static final int HEAD_BYTES_MAX = 10;
    private static final int SHORT_MAX = 0xffff;

    private WireFrame() {
    }

    public static byte[] text(String text) {
        return of(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A ping without a payload. */
    public static byte[] ping() {
        return of(PING, new byte[0]);
    }

    static byte[] pong(byte[] payload) {
        return of(PONG, payload);
    }

    /** @param sentence at most 123 bytes of it are sent */
    static byte[] close(int code, String sentence) {
        if (code == NO_CODE) {
            return of(CLOSE, new byte[0]);
        }
        byte[] reason = sentence.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(reason.length, CONTROL_BYTES_MAX - Short.BYTES);
        return of(CLOSE, ByteBuffer.allocate(Short.BYTES + length).putShort((short) code).put(reason, 0, length).array());
    }

    private static byte[] of(int kind, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(HEAD_BYTES_MAX + payload.length).put((byte) (FIN | kind));
        if (payload.length <= CONTROL_BYTES_MAX) {
            frame.put((byte) payload.length);
        } else if (payload.length <= SHORT_MAX) {
            frame.put((byte) LENGTH_OF_16_BITS).putShort((short) payload.length);
        } else {
            frame.put((byte) LENGTH_OF_64_BITS).putLong(payload.length);
        }
        return Arrays.copyOf(frame.put(payload).array(), frame.position());
    }
}
