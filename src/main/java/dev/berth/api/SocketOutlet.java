package dev.berth.api;

import dev.berth.live.Channel;
import dev.berth.live.CloseReason;
import dev.berth.live.Frame;
import dev.berth.live.Outlet;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Sends frames over a WebSocket, one after another: Open Liberty loses messages when a second one is sent before the first
 * is through, and blocking sends would let one stalled client hold a thread. Nor is it closed before that (ADR 21): there the
 * close frame would take the place of what is being sent, and its buffer be given to two connections.
 */
final class SocketOutlet implements Outlet {

    /** What a client has not taken after so long it does not take any more. Tyrus knows no such limit. */
    private static final int SEND_MILLIS_MAX = 4_000;
    /** A little more than that, so that where there is such a limit nothing is closed while it is sent to. */
    private static final int CLOSE_WAIT_MILLIS_MAX = SEND_MILLIS_MAX + 2_000;
    /** Heartbeats that may go unanswered; with the next one the client is taken for gone, which no write would ever tell. */
    private static final int UNANSWERED_MAX = 2;

    private final Session socket;
    private final RemoteEndpoint.Async remote;
    private final AtomicInteger unanswered = new AtomicInteger();
    private boolean sending;
    private boolean closing;

    SocketOutlet(Session socket) {
        this.socket = socket;
        this.remote = socket.getAsyncRemote();
        this.remote.setSendTimeout(SEND_MILLIS_MAX);
    }

    /** Notes that the client has said something, be it only that it is there. */
    void heard() {
        unanswered.set(0);
    }

    @Override
    public void send(List<Frame> frames, Consumer<Throwable> done) {
        if (begins()) {
            new Sending(frames.iterator(), done).goOn();
        } else {
            done.accept(null);
        }
    }

    @Override
    public Channel channel() {
        return Channel.WEBSOCKET;
    }

    @Override
    public boolean mayBlock() {
        return false;
    }

    @Override
    public void close(CloseReason reason) {
        awaitSent();
        try {
            socket.close(new jakarta.websocket.CloseReason(CloseCodes.getCloseCode(reason.code()), reason.sentence()));
        } catch (IOException | IllegalStateException e) {
            // It is closed already, which is what was wanted.
        }
    }

    private synchronized boolean begins() {
        sending = !closing;
        return sending;
    }

    private synchronized boolean isClosing() {
        return closing;
    }

    private synchronized void ended() {
        sending = false;
        notifyAll();
    }

    private synchronized void awaitSent() {
        closing = true;
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_WAIT_MILLIS_MAX);
        try {
            for (long left = CLOSE_WAIT_MILLIS_MAX; sending && left > 0; left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One batch under way. A send that is through before it returns is followed by the next in a loop, not by recursion. */
    private final class Sending implements SendHandler {

        private static final int CALLED = 0;
        private static final int THROUGH = 1;
        private static final int WAITING = 2;

        private final Iterator<Frame> frames;
        private final Consumer<Throwable> done;
        private final AtomicInteger phase = new AtomicInteger();

        Sending(Iterator<Frame> frames, Consumer<Throwable> done) {
            this.frames = frames;
            this.done = done;
        }

        void goOn() {
            do {
                if (isClosing() || !frames.hasNext()) {
                    end(null);
                    return;
                }
                phase.set(CALLED);
                if (!transmit(frames.next())) {
                    return;
                }
            } while (!phase.compareAndSet(CALLED, WAITING));
        }

        @Override
        public void onResult(SendResult result) {
            if (!result.isOK()) {
                end(result.getException());
            } else if (!phase.compareAndSet(CALLED, THROUGH)) {
                goOn();
            }
        }

        private void end(Throwable failure) {
            ended();
            done.accept(failure);
        }

        private void requireAnswers() throws IOException {
            if (unanswered.getAndIncrement() >= UNANSWERED_MAX) {
                throw new IOException("The client has not answered " + UNANSWERED_MAX + " heartbeats.");
            }
        }

        /** Returns false when it failed at once. */
        private boolean transmit(Frame frame) {
            try {
                if (frame == Frame.HEARTBEAT) {
                    requireAnswers();
                    // A buffer of its own each time: Open Liberty writes from the array inside, which a read-only one does not show.
                    remote.sendPing(ByteBuffer.allocate(0));
                    phase.set(THROUGH);
                } else {
                    remote.sendText(frame.json(), this);
                }
                return true;
            } catch (IOException | RuntimeException e) {
                end(e);
                return false;
            }
        }
    }
}
