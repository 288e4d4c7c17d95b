package dev.berth.it.bench.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** A stream of Server-Sent Events that listens. It takes one line of data for an event, which is how Berth writes them. */
public final class EventsWire extends ListenerWire {

    private static final int OK = 200;
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);

    private final ResponseReader reader = new ResponseReader(this::lines);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(0);
    private final Consumer<ByteBuffer> onData;

    private EventsWire(WireLoop loop, int port, Consumer<ByteBuffer> onData) {
        super(loop, port);
        this.onData = onData;
    }

    /**
     * Begins to connect.
     *
     * @param receiveBytes what may be under way to it while it does not read; 0 for what the system gives
     * @param onData gets the bytes of each event's data, for as long as the call lasts
     */
    public static EventsWire open(WireLoop loop, int port, String path, int receiveBytes, Consumer<ByteBuffer> onData) throws IOException {
        EventsWire wire = new EventsWire(loop, port, onData);
        wire.reader.expect(false);
        wire.begin("GET " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nAccept: text/event-stream\r\n\r\n", receiveBytes);
        return wire;
    }

    @Override
    void received(ByteBuffer bytes) {
        boolean complete = reader.read(bytes);
        if (!isJoined() && reader.status() != 0) {
            answered(reader.status() == OK);
        }
        if (complete) {
            ended();
        }
    }

    private void lines(ByteBuffer bytes) {
        byte[] all = new byte[bytes.remaining()];
        bytes.get(all);
        int start = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == '\n') {
                line.write(all, start, i - start);
                lineEnds();
                start = i + 1;
            }
        }
        line.write(all, start, all.length - start);
    }

    private void lineEnds() {
        byte[] text = line.toByteArray();
        line.reset();
        if (text.length > DATA.length && Arrays.equals(text, 0, DATA.length, DATA, 0, DATA.length)) {
            onData.accept(ByteBuffer.wrap(text, DATA.length, text.length - DATA.length));
        }
    }
}
