package dev.berth.it.bench;

import dev.berth.it.bench.client.SocketWire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Open WebSockets, spread over sessions. */
final class Sockets implements AutoCloseable {

    private static final int AT_ONCE = 50;
    private static final Duration JOINED_MAX = Duration.ofMinutes(1);

    private final List<SocketWire> wires = new ArrayList<>();

    /** Opens them, a few at a time. @param onText gets each text frame, for as long as the call lasts */
    Sockets(RunningServer server, List<String> ids, int count, Consumer<ByteBuffer> onText) {
        for (int i = 0; i < count; i++) {
            wires.add(open(server, ids.get(i % ids.size()), onText));
            if (wires.size() % AT_ONCE == 0 || wires.size() == count) {
                awaitJoined(server);
            }
        }
    }

    /** How many the server has ended. */
    long gone() {
        return wires.stream().filter(SocketWire::isGone).count();
    }

    private void awaitJoined(RunningServer server) {
        List<SocketWire> latest = wires.subList((wires.size() - 1) / AT_ONCE * AT_ONCE, wires.size());
        if (!server.loop().runUntil(() -> latest.stream().allMatch(wire -> wire.isJoined() || wire.isGone()), JOINED_MAX)) {
            throw new IllegalStateException("The server let " + latest.stream().filter(SocketWire::isJoined).count() + " of "
                    + latest.size() + " WebSockets in.");
        }
    }

    private static SocketWire open(RunningServer server, String id, Consumer<ByteBuffer> onText) {
        try {
            return SocketWire.open(server.loop(), server.port(), server.requests().prefix() + "/sessions/" + id + "/websocket", onText);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        wires.forEach(SocketWire::close);
    }
}
