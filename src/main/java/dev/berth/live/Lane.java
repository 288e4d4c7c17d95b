package dev.berth.live;

import dev.berth.session.Refusal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs what is handed to it one batch at a time, in order, on a shared pool. Whatever has gathered while a batch ran is the
 * next batch: so the busier a session is, the more commands share one disk sync. Safe for use by many threads.
 */
final class Lane {

    private static final Logger LOG = Logger.getLogger(Lane.class.getName());

    static final int WAITING_MAX = 10_000;
    static final int BATCH_MAX = 256;

    private final Executor pool;
    private final Consumer<List<Command<?>>> batches;
    private final Deque<Command<?>> waiting = new ArrayDeque<>();
    private final Deque<Runnable> between = new ArrayDeque<>();
    private boolean busy;
    private boolean retired;

    Lane(Executor pool, Consumer<List<Command<?>>> batches) {
        this.pool = pool;
        this.batches = batches;
    }

    /**
     * Hands over a command.
     *
     * @return false when this lane has retired and takes nothing more
     * @throws Refusal when too much waits already
     */
    boolean offer(Command<?> command) {
        if (isFull()) {
            throw new Refusal(Refusal.Code.TOO_MANY, "This session has too much to do right now.", 1);
        }
        return offerAlways(command);
    }

    /** Hands over a command of our own, of which there is at most one for each follower and each running turn. */
    boolean offerAlways(Command<?> command) {
        synchronized (this) {
            if (retired) {
                return false;
            }
            waiting.add(command);
            if (busy) {
                return true;
            }
            busy = true;
        }
        pool.execute(this::run);
        return true;
    }

    /**
     * Has something done between two batches that is no command, such as closing the file.
     *
     * @return false when this lane has retired and does nothing more
     */
    boolean between(Runnable action) {
        synchronized (this) {
            if (retired) {
                return false;
            }
            between.add(action);
            if (busy) {
                return true;
            }
            busy = true;
        }
        pool.execute(this::run);
        return true;
    }

    synchronized boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    /** How many commands wait. */
    synchronized int waitingCount() {
        return waiting.size();
    }

    private synchronized boolean isFull() {
        return waiting.size() >= WAITING_MAX;
    }

    /**
     * Takes nothing more, unless something waits or runs: a second lane beside a running one would write the same file.
     *
     * @param unneeded looked at while nothing can begin to run
     */
    synchronized boolean retireIfIdle(BooleanSupplier unneeded) {
        retired = retired || !busy && unneeded.getAsBoolean();
        return retired;
    }

    /** Takes nothing more, whatever waits; what waits is handed back. */
    synchronized List<Command<?>> retire() {
        retired = true;
        List<Command<?>> left = new ArrayList<>(waiting);
        waiting.clear();
        return left;
    }

    private void run() {
        try {
            for (Runnable action = takeBetween(); action != null; action = takeBetween()) {
                action.run();
            }
            List<Command<?>> batch = takeBatch();
            if (!batch.isEmpty()) {
                batches.accept(batch);
            }
        } catch (RuntimeException | Error e) {
            LOG.log(Level.SEVERE, "a lane stumbled; it goes on with what waits", e);
        }
        if (goesOn()) {
            // Back into the pool's queue, so that one busy session does not keep a thread from the others.
            pool.execute(this::run);
        }
    }

    private synchronized Runnable takeBetween() {
        return between.poll();
    }

    private synchronized List<Command<?>> takeBatch() {
        List<Command<?>> batch = new ArrayList<>(Math.min(waiting.size(), BATCH_MAX));
        while (!waiting.isEmpty() && batch.size() < BATCH_MAX) {
            batch.add(waiting.poll());
        }
        return batch;
    }

    private synchronized boolean goesOn() {
        busy = !waiting.isEmpty() || !between.isEmpty();
        return busy;
    }
}
