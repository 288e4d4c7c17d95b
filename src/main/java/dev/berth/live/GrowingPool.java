package dev.berth.live;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A few threads for work that does not block, and more while all of them are held. A server's output may block though it is asked
 * not to (Open Liberty's event streams, ADR 3; a large answer on any server): then clients who do not read would hold up everybody.
 * While something waits and nothing has come to its end for {@value #LOOK_MILLIS} ms, the pool doubles, up to {@value #THREADS_MAX}
 * threads; beyond that what comes waits until one is free. Once nothing waits the spare ones go.
 */
final class GrowingPool extends ThreadPoolExecutor {

    static final int THREADS_MAX = 256;
    static final int LOOK_MILLIS = 100;
    private static final int IDLE_SECONDS = 30;

    private final int usual;
    private final ScheduledExecutorService timer;
    private final AtomicBoolean lookDue = new AtomicBoolean();
    private long completedBefore;

    /**
     * @param usual as many threads as are kept while none is held
     * @param timer only looks; nothing on it blocks
     * @param late gets what comes after the shutdown
     */
    GrowingPool(int usual, ThreadFactory threads, ScheduledExecutorService timer, RejectedExecutionHandler late) {
        super(usual, usual, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads, late);
        this.usual = usual;
        this.timer = timer;
        allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable work) {
        super.execute(work);
        lookSoon();
    }

    private void lookSoon() {
        if ((!getQueue().isEmpty() || getCorePoolSize() > usual) && lookDue.compareAndSet(false, true)) {
            completedBefore = getCompletedTaskCount();
            timer.schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        try {
            boolean waits = !getQueue().isEmpty();
            if (waits && getCompletedTaskCount() == completedBefore) {
                resize(2 * getPoolSize());
            } else if (!waits) {
                resize(usual + getActiveCount());
            }
        } finally {
            lookDue.set(false);
            lookSoon();
        }
    }

    private void resize(int wanted) {
        int size = Math.min(Math.max(wanted, usual), THREADS_MAX);
        // In this order, as the one may never be more than the other.
        setCorePoolSize(Math.min(size, getMaximumPoolSize()));
        setMaximumPoolSize(size);
        setCorePoolSize(size);
    }
}
