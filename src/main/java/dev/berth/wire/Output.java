package dev.berth.wire;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Writes to one client, piece after piece, and waits for it on no thread where the server can do so (Open Liberty cannot, ADR 3).
 * Safe for use by many threads. What waits is bounded by who writes: each waits until its piece is through.
 *
 * <p>Two threads meet here: one that writes, and the container's, which says when there is room again. Whoever comes goes on with
 * the output; who finds somebody at it only leaves word that there is more to do. No lock is held while the container is called.
 */
public final class Output implements WriteListener {

    private final Queue<Piece> pieces = new ConcurrentLinkedQueue<>();
    private final AtomicInteger wanted = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Consumer<Throwable> onFailure;
    private volatile ServletOutputStream out;
    private volatile boolean started;
    private boolean unflushed;

    private record Piece(byte[] bytes, Consumer<Throwable> done) {
    }

    /** @param onFailure told once, on any thread, when nothing can be written any more */
    public Output(Consumer<Throwable> onFailure) {
        this.onFailure = onFailure;
    }

    /** Begins with what has been handed over by now. Called on the thread that the container has opened the output on. */
    public void begin(ServletOutputStream opened) {
        out = opened;
        opened.setWriteListener(this);
    }

    /**
     * Hands over what comes next. Returns at once, also when the client does not read.
     *
     * @param bytes not to be changed any more; none to be told when all before is through
     * @param done called exactly once, on any thread: with null when the system has taken it, or with what went wrong
     */
    public void write(byte[] bytes, Consumer<Throwable> done) {
        pieces.add(new Piece(bytes, done));
        advance();
    }

    /** Gives up: whoever waits is told so, and whoever writes from now on. A second call does nothing. */
    public void fail(Throwable cause) {
        if (failure.compareAndSet(null, cause)) {
            onFailure.accept(cause);
        }
        advance();
    }

    @Override
    public void onWritePossible() {
        started = true;
        advance();
    }

    @Override
    public void onError(Throwable cause) {
        fail(cause);
    }

    private void advance() {
        if (wanted.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            step();
            seen = wanted.addAndGet(-seen);
        } while (seen != 0);
    }

    private void step() {
        try {
            while (started && failure.get() == null && !pieces.isEmpty() && out.isReady()) {
                writeOrFlush();
            }
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
        if (failure.get() != null) {
            for (Piece piece = pieces.poll(); piece != null; piece = pieces.poll()) {
                piece.done.accept(failure.get());
            }
        }
    }

    /** One of both, since between them the container has to be asked again whether it is ready. */
    private void writeOrFlush() throws IOException {
        if (unflushed) {
            out.flush();
            unflushed = false;
            pieces.remove().done.accept(null);
            return;
        }
        byte[] bytes = pieces.element().bytes;
        if (bytes.length > 0) {
            out.write(bytes);
        }
        unflushed = true;
    }
}
