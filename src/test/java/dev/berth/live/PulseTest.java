package dev.berth.live;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pulse")
class PulseTest {

    private final Pools pools = Pools.on(Thread::new);
    private final Pulse pulse = new Pulse(pools);
    private final CountDownLatch held = new CountDownLatch(1);

    @AfterEach
    void close() {
        held.countDown();
        pools.close();
    }

    @Test
    @DisplayName("beats as long as threads take work, whenever somebody looks")
    void beats() {
        assertTrue(pulse.isBeating(0));
        House.until(() -> pulse.isBeating(Pulse.MARK_NANOS_MAX + 1));
        House.until(() -> pulse.isBeating(1_000 * Pulse.MARK_NANOS_MAX));
    }

    @Test
    @DisplayName("stops when all lanes hang, and comes back with them")
    void hangs() {
        for (int i = 0; i < 1_000; i++) {
            pools.lanes().execute(this::hang);
        }
        assertTrue(pulse.isBeating(0));
        assertTrue(pulse.isBeating(Pulse.MARK_NANOS_MAX));
        assertFalse(pulse.isBeating(Pulse.MARK_NANOS_MAX + 1));
        held.countDown();
        House.until(() -> pulse.isBeating(Pulse.MARK_NANOS_MAX + 1));
    }

    private void hang() {
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
