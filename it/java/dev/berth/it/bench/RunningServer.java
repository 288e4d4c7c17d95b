package dev.berth.it.bench;

import dev.berth.it.bench.client.Requests;
import dev.berth.it.bench.client.WireLoop;
import java.time.Duration;

/**
 * A server that answers.
 *
 * @param ready how long it took from its start until it answered
 * @param isJava whether it is a JVM
 * @param process closing it stops the server, and waits for that
 */
record RunningServer(WireLoop loop, Requests requests, ProcessUse use, Duration ready, boolean isJava, Stop process)
        implements AutoCloseable {

    @FunctionalInterface
    interface Stop {
        void stop();
    }

    int port() {
        return requests.port();
    }

    @Override
    public void close() {
        process.stop();
    }
}
