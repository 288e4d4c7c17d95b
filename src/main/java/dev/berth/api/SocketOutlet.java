package dev.berth.api;

import dev.berth.live.Channel;
import dev.berth.live.CloseReason;
import dev.berth.live.Frame;
import dev.berth.live.Outlet;
import dev.berth.wire.WebSocket;
import dev.berth.wire.WireFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Sends frames over a WebSocket, as many in one write as are short. */
final class SocketOutlet implements Outlet {

    /** Heartbeats that may go unanswered; with the next one the client is taken for gone, which no write would ever tell. */
    private static final int UNANSWERED_MAX = 2;
    /** More than that goes out in a write of its own, so that a client who is slow can be told goodbye in between. */
    private static final int WRITE_BYTES_MAX = 32 << 10;
    private static final byte[] PING = WireFrame.ping();

    private final WebSocket socket;
    private final AtomicInteger unanswered = new AtomicInteger();

    SocketOutlet(WebSocket socket) {
        this.socket = socket;
    }

    /** Notes that the client has said something, be it only that it is there. */
    void heard() {
        unanswered.set(0);
    }

    @Override
    public void send(List<Frame> frames, Consumer<Throwable> done) {
        if (frames.contains(Frame.HEARTBEAT) && unanswered.getAndIncrement() >= UNANSWERED_MAX) {
            done.accept(new IOException("The client has not answered " + UNANSWERED_MAX + " heartbeats."));
        } else if (frames.size() == 1) {
            socket.send(bytes(frames.get(0)), done);
        } else {
            sendRest(frames.iterator(), done);
        }
    }

    @Override
    public Channel channel() {
        return Channel.WEBSOCKET;
    }

    @Override
    public void close(CloseReason reason) {
        socket.close(reason.code(), reason.sentence());
    }

    private void sendRest(Iterator<Frame> frames, Consumer<Throwable> done) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (frames.hasNext() && all.size() < WRITE_BYTES_MAX) {
            all.writeBytes(bytes(frames.next()));
        }
        socket.send(all.toByteArray(), failure -> {
            if (failure == null && frames.hasNext()) {
                sendRest(frames, done);
            } else {
                done.accept(failure);
            }
        });
    }

    private static byte[] bytes(Frame frame) {
        return frame == Frame.HEARTBEAT ? PING : frame.asSocketFrame(made -> WireFrame.text(made.json()));
    }
}
