package dev.berth.it.bench.client;

import java.nio.ByteBuffer;

/** Reads the frames that a WebSocket server sends, as their bytes come. */
final class FrameReader {

    /** Takes one frame; the buffer is the frame's own from its position to its limit, for as long as the call lasts. */
    @FunctionalInterface
    interface Sink {
        void frame(int opcode, ByteBuffer payload);
    }

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Sink sink;
    private ByteBuffer rest = NOTHING;

    FrameReader(Sink sink) {
        this.sink = sink;
    }

    void read(ByteBuffer in) {
        ByteBuffer bytes = rest.hasRemaining() ? joined(in) : in;
        while (frame(bytes)) {
            // Each pass takes one frame.
        }
        rest = bytes.hasRemaining() ? ByteBuffer.allocate(bytes.remaining()).put(bytes).flip() : NOTHING;
    }

    private boolean frame(ByteBuffer bytes) {
        int start = bytes.position();
        if (bytes.remaining() < 2) {
            return false;
        }
        int opcode = bytes.get() & 0x0f;
        long length = length(bytes, bytes.get() & 0x7f);
        if (length < 0 || bytes.remaining() < length) {
            bytes.position(start);
            return false;
        }
        int end = bytes.position() + (int) length;
        int limit = bytes.limit();
        sink.frame(opcode, bytes.limit(end));
        bytes.limit(limit).position(end);
        return true;
    }

    /** @return the length of the payload, or -1 when it has not come yet */
    private static long length(ByteBuffer bytes, int code) {
        return switch (code) {
            case 126 -> bytes.remaining() < 2 ? -1 : bytes.getShort() & 0xffff;
            case 127 -> bytes.remaining() < 8 ? -1 : bytes.getLong();
            default -> code;
        };
    }

    private ByteBuffer joined(ByteBuffer in) {
        return ByteBuffer.allocate(rest.remaining() + in.remaining()).put(rest).put(in).flip();
    }
}
