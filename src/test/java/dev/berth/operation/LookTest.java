package dev.berth.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A look")
class LookTest {

    private static final Executor THREADS = work -> {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    };

    @Test
    @DisplayName("is taken once, however many ask within a moment")
    void once() {
        AtomicInteger looks = new AtomicInteger();
        Look<Integer> look = new Look<>(looks::incrementAndGet, -1, Runnable::run);
        for (int i = 0; i < 1_000; i++) {
            assertEquals(looks.get() == 0 ? 1 : looks.get(), look.see());
        }
    }

    @Test
    @DisplayName("that hangs is not taken again, and nobody waits for it for ever")
    void hangs() {
        AtomicInteger looks = new AtomicInteger();
        CompletableFuture<Integer> stuck = new CompletableFuture<>();
        Look<Integer> look = new Look<>(() -> looks.incrementAndGet() + stuck.join(), -1, THREADS);
        assertEquals(-1, look.see());
        assertEquals(-1, look.see());
        assertEquals(1, looks.get());
        stuck.complete(41);
        int seen = look.see();
        assertEquals(41 + looks.get(), seen);
    }
}
