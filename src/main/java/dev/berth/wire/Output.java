package dev.berth.wire;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes to one client, piece after piece, and waits for it on no thread where the server can do so (Open Liberty cannot, ADR 3).
 * Safe for use by many threads. What waits is bounded by who writes: each waits until its piece is through.
 *
 * <p>Two threads meet here: one that writes, and the container's, which says when there is room again. Whoever comes goes on with
 * the output; who finds somebody at it only leaves word that there is more to do. No lock is held while the container is called.
 */
public final class Output implements WriteListener {

    private static final Logger LOG = Logger.getLogger(Output.class.getName());
    /** With 32 KiB at once Open Liberty writes in a way of its own, from which it does not come back when the client has left. */
    private static final int SLICE_BYTES_MAX = 16 << 10;

    private final Queue<Piece> pieces = new ConcurrentLinkedQueue<>();
    private final AtomicInteger wanted = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Consumer<Throwable> onFailure;
    private final Runnable onEnd;
    private volatile ServletOutputStream out;
    private volatile boolean started;
    private int written;
    private boolean unflushed;
    private boolean lastSaid;
    private boolean ended;

    private record Piece(byte[] bytes, boolean isLast, Consumer<Throwable> done) {
    }

    /**
     * @param onFailure told once, on any thread, when nothing can be written any more
     * @param onEnd run once after that, on any thread, when nobody is writing any more: only now may the connection be given back
     */
    public Output(Consumer<Throwable> onFailure, Runnable onEnd) {
        this.onFailure = onFailure;
        this.onEnd = onEnd;
    }

    /** Begins with what has been handed over by now. Called on the thread that the container has opened the output on. */
    public void begin(ServletOutputStream opened) {
        out = opened;
        opened.setWriteListener(this);
    }

    /**
     * Hands over what comes next. Returns at once where the server can do so, also when the client does not read.
     *
     * @param bytes not to be changed any more; none to be told when all before is through
     * @param done called exactly once, on any thread: with null when the system has taken it, or with what went wrong
     */
    public void write(byte[] bytes, Consumer<Throwable> done) {
        add(new Piece(bytes, false, done));
    }

    /** The same for what nothing may come after: what was handed over later is not written, and whoever waits for it is told so. */
    public void writeLast(byte[] bytes, Consumer<Throwable> done) {
        add(new Piece(bytes, true, done));
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

    private void add(Piece piece) {
        pieces.add(piece);
        advance();
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
            while (started && !lastSaid && failure.get() == null && !pieces.isEmpty() && out.isReady()) {
                writeOrFlush(pieces.element());
            }
        } catch (IOException | RuntimeException e) {
            fail(e);
        }
        if (failure.get() != null) {
            end();
        } else if (lastSaid) {
            drain(new IOException("The last has been said."));
        }
    }

    /** One of both, since between them the container has to be asked again whether it is ready. */
    private void writeOrFlush(Piece piece) throws IOException {
        if (!unflushed) {
            int length = Math.min(SLICE_BYTES_MAX, piece.bytes.length - written);
            if (length > 0) {
                out.write(piece.bytes, written, length);
            }
            written += length;
            unflushed = true;
            return;
        }
        out.flush();
        unflushed = false;
        if (written == piece.bytes.length) {
            written = 0;
            pieces.remove();
            lastSaid = piece.isLast;
            tell(piece, null);
        }
    }

    private void end() {
        drain(failure.get());
        if (!ended) {
            ended = true;
            onEnd.run();
        }
    }

    private void drain(Throwable cause) {
        for (Piece piece = pieces.poll(); piece != null; piece = pieces.poll()) {
            tell(piece, cause);
        }
    }

    private static void tell(Piece piece, Throwable cause) {
        try {
            piece.done.accept(cause);
        } catch (RuntimeException e) {
            // Whoever waited has to look after himself; the others are served all the same.
            LOG.log(Level.SEVERE, e, () -> "Whoever was told that something is sent has failed.");
        }
    }
}
