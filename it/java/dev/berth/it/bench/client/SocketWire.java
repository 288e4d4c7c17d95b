package dev.berth.it.bench.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** A WebSocket that listens, and answers pings. */
public final class SocketWire extends ListenerWire {

    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final byte PONG = (byte) 0x8a;
    private static final int MASKED = 0x80;
    private static final int SWITCHED = 101;

    private final ResponseReader head = new ResponseReader();
    private final FrameReader frames = new FrameReader(this::frame);
    private final Consumer<ByteBuffer> onText;
    private int closeCode;

    private SocketWire(WireLoop loop, int port, Consumer<ByteBuffer> onText) {
        super(loop, port);
        this.onText = onText;
    }

    /** Begins to connect. @param onText gets each text frame's bytes, for as long as the call lasts */
    public static SocketWire open(WireLoop loop, int port, String path, Consumer<ByteBuffer> onText) throws IOException {
        return open(loop, port, path, 0, onText);
    }

    /** @param receiveBytes what may be under way to it while it does not read; 0 for what the system gives */
    public static SocketWire open(WireLoop loop, int port, String path, int receiveBytes, Consumer<ByteBuffer> onText) throws IOException {
        SocketWire wire = new SocketWire(loop, port, onText);
        wire.head.expect(false);
        wire.begin("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n", receiveBytes);
        return wire;
    }

    /** The code with which the server has closed it; 0 before, and when it was cut without one. */
    public int closeCode() {
        return closeCode;
    }

    @Override
    void received(ByteBuffer bytes) {
        if (!isJoined()) {
            if (!head.read(bytes)) {
                return;
            }
            answered(head.status() == SWITCHED);
        }
        if (isJoined()) {
            frames.read(bytes);
        }
    }

    private void frame(int opcode, ByteBuffer payload) {
        if (opcode == TEXT) {
            onText.accept(payload);
        } else if (opcode == CLOSE) {
            closeCode = payload.remaining() < 2 ? 0 : payload.getShort() & 0xffff;
            ended();
        } else if (opcode == PING) {
            pong(payload);
        }
    }

    private void pong(ByteBuffer payload) {
        // A mask of zeros is a mask; a ping's payload is 125 bytes at the most.
        ByteBuffer frame = ByteBuffer.allocate(6 + payload.remaining()).put(PONG).put((byte) (MASKED | payload.remaining())).putInt(0);
        try {
            send(frame.put(payload).flip());
        } catch (IOException e) {
            ended();
        }
    }
}
