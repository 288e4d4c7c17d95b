package dev.berth.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Frames as a client sends them. */
final class ClientBytes {

    private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    ClientBytes text(String text) {
        return frame(WireFrame.FIN | WireFrame.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    ClientBytes frame(int first, byte[] payload) {
        ByteBuffer head = ByteBuffer.allocate(14).put((byte) first);
        if (payload.length < 126) {
            head.put((byte) (0x80 | payload.length));
        } else if (payload.length < 1 << 16) {
            head.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            head.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        head.put(MASK);
        bytes.write(head.array(), 0, head.position());
        for (int i = 0; i < payload.length; i++) {
            bytes.write(payload[i] ^ MASK[i % 4]);
        }
        return this;
    }

    byte[] all() {
        return bytes.toByteArray();
    }
}
