package dev.berth.it.opencode;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Named places where an answer waits until a test lets it go on. */
final class Gates {

    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();

    void await(String name) throws InterruptedException {
        gate(name).await();
    }

    /** Opens a gate for all who wait there and all who come later. */
    void open(String name) {
        gate(name).countDown();
    }

    private CountDownLatch gate(String name) {
        return gates.computeIfAbsent(name, unused -> new CountDownLatch(1));
    }
}
