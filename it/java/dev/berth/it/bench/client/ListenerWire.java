package dev.berth.it.bench.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A connection that only listens, and may stop to. */
public abstract class ListenerWire extends Wire {

    private boolean joined;
    private boolean gone;

    ListenerWire(WireLoop loop, int port) {
        super(loop, port);
    }

    /** Whether the server has let it in. */
    public final boolean isJoined() {
        return joined;
    }

    /** Whether the server has ended it. */
    public final boolean isGone() {
        return gone;
    }

    /** Leaves what comes where it is, with the system and then with the server. */
    public final void stopReading() {
        setReading(false);
    }

    public final void readOn() {
        setReading(true);
    }

    /** Takes a little, of what has come while it does not read by itself. */
    public final void sip(int bytesMax) {
        sip(ByteBuffer.allocate(bytesMax));
    }

    public final void close() {
        disconnect();
    }

    @Override
    final void ended() {
        gone = true;
    }

    /** The answer's head has come. */
    final void answered(boolean accepted) {
        joined = accepted;
        gone = !accepted;
    }

    final void begin(String request, int receiveBytes) throws IOException {
        connect(receiveBytes);
        send(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
    }
}
