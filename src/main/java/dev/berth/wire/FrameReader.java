package dev.berth.wire;

import static dev.berth.wire.WireFrame.BINARY;
import static dev.berth.wire.WireFrame.CLOSE;
import static dev.berth.wire.WireFrame.CONTINUATION;
import static dev.berth.wire.WireFrame.CONTROL_BYTES_MAX;
import static dev.berth.wire.WireFrame.FIN;
import static dev.berth.wire.WireFrame.LENGTH_OF_16_BITS;
import static dev.berth.wire.WireFrame.LENGTH_OF_64_BITS;
import static dev.berth.wire.WireFrame.PING;
import static dev.berth.wire.WireFrame.PONG;
import static dev.berth.wire.WireFrame.TEXT;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads the frames of a client as their bytes come (RFC 6455, 5.2). Holds what has come of one message and never more than its limit,
 * whatever length a frame announces. For one thread at a time.
 */
final class FrameReader {

    private static final int RESERVED_BITS = 0x70;
    private static final int KIND_BITS = 0x0f;
    private static final int MASKED = 0x80;
    private static final int MASK_BYTES = 4;
    private static final int UTF_8_BYTES_MAX = 3;
    private static final int HEAD_BYTES_MIN = 2;
    private static final int HEAD_BYTES_MAX = 14;

    private final Sink sink;
    private final int charsMax;
    private final byte[] head = new byte[HEAD_BYTES_MAX];
    private int headLength;
    private long payloadLeft = -1;
    private int maskAt;
    private ByteArrayOutputStream message;
    private ByteArrayOutputStream control;
    private boolean closed;

    /** Takes what a client says. */
    interface Sink {

        void text(String text);

        void ping(byte[] payload);

        void pong();

        /** The last of all. @param code {@link WireFrame#NO_CODE} when it says none */
        void close(int code);
    }

    /** @param charsMax how long a text may be */
    FrameReader(Sink sink, int charsMax) {
        this.sink = sink;
        this.charsMax = charsMax;
    }

    /** What comes after a goodbye is passed over. @throws Violation when the connection has to end; nothing may be read after that */
    void read(byte[] bytes, int length) {
        int at = 0;
        while (at < length && !closed) {
            at += payloadLeft < 0 ? readHead(bytes, at) : readPayload(bytes, at, length);
            if (payloadLeft == 0) {
                payloadLeft = -1;
                headLength = 0;
                frame();
            }
        }
    }

    /** Takes one byte of it. */
    private int readHead(byte[] bytes, int at) {
        head[headLength++] = bytes[at];
        if (headLength == HEAD_BYTES_MIN) {
            requireSound();
        }
        if (headLength >= HEAD_BYTES_MIN && headLength == headBytes()) {
            begin(length());
        }
        return 1;
    }

    private int readPayload(byte[] bytes, int from, int length) {
        int count = (int) Math.min(payloadLeft, length - from);
        int mask = headLength - MASK_BYTES;
        for (int at = from; at < from + count; at++) {
            bytes[at] ^= head[mask + (maskAt++ & (MASK_BYTES - 1))];
        }
        (isControl() ? control : message).write(bytes, from, count);
        payloadLeft -= count;
        return count;
    }

    private void requireSound() {
        require((head[0] & RESERVED_BITS) == 0, "A reserved bit is set.");
        require((head[1] & MASKED) != 0, "A client's frame has to be masked.");
        switch (kind()) {
            case CLOSE, PING, PONG -> require(isLast() && lengthCode() <= CONTROL_BYTES_MAX, "A frame of control is whole and short.");
            case TEXT -> require(message == null, "A message begins inside of another.");
            case CONTINUATION -> require(message != null, "A message goes on that has not begun.");
            case BINARY -> throw new Violation(Violation.NOT_TEXT, "Messages are text.");
            default -> throw new Violation(Violation.PROTOCOL, "There is no such kind of frame.");
        }
    }

    private void begin(long length) {
        payloadLeft = length;
        maskAt = 0;
        if (isControl()) {
            control = new ByteArrayOutputStream((int) length);
            return;
        }
        message = message == null ? new ByteArrayOutputStream() : message;
        if (length < 0 || length > (long) UTF_8_BYTES_MAX * charsMax - message.size()) {
            throw tooLarge();
        }
    }

    private void frame() {
        switch (kind()) {
            case PING -> sink.ping(control.toByteArray());
            case PONG -> sink.pong();
            case CLOSE -> close();
            default -> endOfText();
        }
    }

    private void close() {
        closed = true;
        sink.close(closeCode(ByteBuffer.wrap(control.toByteArray())));
    }

    private void endOfText() {
        if (!isLast()) {
            return;
        }
        String text = utf8(ByteBuffer.wrap(message.toByteArray()));
        message = null;
        if (text.length() > charsMax) {
            throw tooLarge();
        }
        sink.text(text);
    }

    private static int closeCode(ByteBuffer payload) {
        if (!payload.hasRemaining()) {
            return WireFrame.NO_CODE;
        }
        require(payload.remaining() >= Short.BYTES, "A code has two bytes.");
        int code = payload.getShort() & 0xffff;
        boolean defined = code >= 1000 && code <= 1003 || code >= 1007 && code <= 1014;
        require(defined || code >= 3000 && code <= 4999, "There is no such code.");
        utf8(payload);
        return code;
    }

    private static String utf8(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new Violation(Violation.NOT_UTF_8, "A text has to be UTF-8.");
        }
    }

    private static void require(boolean sound, String sentence) {
        if (!sound) {
            throw new Violation(Violation.PROTOCOL, sentence);
        }
    }

    private Violation tooLarge() {
        return new Violation(Violation.TOO_LARGE, "A frame has at most " + charsMax + " characters.");
    }

    private int kind() {
        return head[0] & KIND_BITS;
    }

    private boolean isControl() {
        return kind() >= CLOSE;
    }

    private boolean isLast() {
        return (head[0] & FIN) != 0;
    }

    private int lengthCode() {
        return head[1] & ~MASKED & 0xff;
    }

    private int headBytes() {
        return HEAD_BYTES_MIN + MASK_BYTES + switch (lengthCode()) {
            case LENGTH_OF_16_BITS -> Short.BYTES;
            case LENGTH_OF_64_BITS -> Long.BYTES;
            default -> 0;
        };
    }

    private long length() {
        ByteBuffer after = ByteBuffer.wrap(head, HEAD_BYTES_MIN, headLength - HEAD_BYTES_MIN);
        return switch (lengthCode()) {
            case LENGTH_OF_16_BITS -> after.getShort() & 0xffff;
            case LENGTH_OF_64_BITS -> after.getLong();
            default -> lengthCode();
        };
    }
}
