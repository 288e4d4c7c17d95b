package dev.berth.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A pool whose threads are held")
class GrowingPoolTest {

    private static final int USUAL = 2;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final GrowingPool pool = new GrowingPool(USUAL, Thread::new, timer, new ThreadPoolExecutor.DiscardPolicy());
    private final CountDownLatch held = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();

    @AfterEach
    void close() {
        held.countDown();
        pool.shutdownNow();
        timer.shutdownNow();
    }

    @Test
    @DisplayName("takes in more, so that those who come later are served meanwhile (P3)")
    void grows() throws InterruptedException {
        hold(20);
        CountDownLatch served = new CountDownLatch(1);
        pool.execute(served::countDown);
        assertTrue(served.await(1, TimeUnit.MINUTES));
    }

    @Test
    @DisplayName("takes in no more than its limit; who comes beyond it waits")
    void limit() {
        hold(GrowingPool.THREADS_MAX + 1);
        House.until(() -> begun.get() == GrowingPool.THREADS_MAX);
        assertEquals(1, pool.getQueue().size());
        assertEquals(GrowingPool.THREADS_MAX, pool.getPoolSize());
        held.countDown();
        House.until(() -> begun.get() == GrowingPool.THREADS_MAX + 1);
    }

    @Test
    @DisplayName("lets them go again when they are free")
    void shrinks() {
        hold(20);
        House.until(() -> begun.get() == 20);
        held.countDown();
        House.until(() -> pool.getPoolSize() <= USUAL);
        assertEquals(USUAL, pool.getCorePoolSize());
    }

    private void hold(int count) {
        for (int i = 0; i < count; i++) {
            pool.execute(this::hang);
        }
    }

    private void hang() {
        begun.incrementAndGet();
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
