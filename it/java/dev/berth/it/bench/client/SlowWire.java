package dev.berth.it.bench.client;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A connection that says what it has to say one byte at a time, when it is told to, and perhaps never all of it. */
public final class SlowWire extends Wire {

    private final ResponseReader reader = new ResponseReader();
    private final ByteBuffer rest;
    private boolean gone;

    private SlowWire(WireLoop loop, int port, byte[] rest) {
        super(loop, port);
        this.rest = ByteBuffer.wrap(rest);
        reader.expect(false);
    }

    /** Connects. @param atOnce what it says at once @param rest what it says byte by byte */
    public static SlowWire open(WireLoop loop, int port, byte[] atOnce, byte[] rest) throws IOException {
        SlowWire wire = new SlowWire(loop, port, rest);
        wire.connect();
        wire.send(ByteBuffer.wrap(atOnce));
        return wire;
    }

    /** Says the next byte, if there is one. */
    public void drip() {
        if (gone || !isOpen() || !rest.hasRemaining()) {
            return;
        }
        try {
            send(ByteBuffer.wrap(new byte[] {rest.get()}));
        } catch (IOException e) {
            // The server has closed it, which is what is asked for.
            close();
            gone = true;
        }
    }

    /** Whether the server has closed it. */
    public boolean isGone() {
        return gone;
    }

    /** The status of what the server has answered; 0 when it has said nothing. */
    public int status() {
        return reader.status();
    }

    public void close() {
        disconnect();
    }

    @Override
    void received(ByteBuffer bytes) {
        if (reader.status() == 0) {
            reader.read(bytes);
        }
    }

    @Override
    void ended() {
        gone = true;
    }
}
