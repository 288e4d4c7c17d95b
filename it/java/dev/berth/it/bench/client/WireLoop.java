package dev.berth.it.bench.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Serves all connections of the benchmark on the thread that runs it. */
public final class WireLoop implements AutoCloseable {

    private static final int READ_BYTES = 256 << 10;
    private static final long SELECT_MILLIS_MAX = 20;

    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);

    public WireLoop() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Serves the connections until something is true. @return whether it became true in time */
    public boolean runUntil(BooleanSupplier done, Duration max) {
        long end = System.nanoTime() + max.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                selector.select(this::serve, SELECT_MILLIS_MAX);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return true;
    }

    /** Serves the connections for a while, so that pings are answered and windows stay open. */
    public void runFor(Duration time) {
        runUntil(() -> false, time);
    }

    Selector selector() {
        return selector;
    }

    private void serve(SelectionKey key) {
        ((Wire) key.attachment()).serve(key, buffer);
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
