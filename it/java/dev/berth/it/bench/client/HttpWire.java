package dev.berth.it.bench.client;

import java.io.IOException;
import java.nio.ByteBuffer;

/** An HTTP/1.1 connection that is kept between requests, and opened again when the server closes it, as servers do now and then. */
public final class HttpWire extends Wire {

    /** What a request without an answer gets as its status. */
    public static final int NO_ANSWER = 0;

    /** Learns of the end of each request; the body is empty when it was not wanted. */
    @FunctionalInterface
    public interface Sink {
        void answered(int status, String body);
    }

    private final ResponseReader reader = new ResponseReader();
    private byte[] request;
    private boolean keepBody;
    private boolean reused;
    private Sink sink;

    public HttpWire(WireLoop loop, int port) {
        super(loop, port);
    }

    /** Sends a whole request; the next one may follow when this one is answered, also from within the answer. */
    public void request(byte[] bytes, boolean wantsBody, Sink whenAnswered) {
        request = bytes;
        keepBody = wantsBody;
        sink = whenAnswered;
        transmit();
    }

    public void close() {
        disconnect();
    }

    @Override
    void received(ByteBuffer bytes) {
        if (reader.read(bytes)) {
            complete(reader.status());
        }
    }

    @Override
    void ended() {
        if (sink == null) {
            return;
        }
        if (reader.endsWithConnection()) {
            complete(reader.status());
        } else if (reused && !reader.hasBegun()) {
            // The server closed a connection that had been idle at the moment it was used again; it has not seen the request.
            transmit();
        } else {
            complete(NO_ANSWER);
        }
    }

    private void transmit() {
        reader.expect(keepBody);
        reused = isOpen();
        try {
            if (!reused) {
                connect();
            }
            send(ByteBuffer.wrap(request));
        } catch (IOException e) {
            disconnect();
            complete(NO_ANSWER);
        }
    }

    private void complete(int status) {
        if (reader.isLast() || status == NO_ANSWER) {
            disconnect();
        }
        Sink answered = sink;
        sink = null;
        answered.answered(status, reader.body());
    }
}
