package dev.berth.it.bench;

import dev.berth.it.bench.client.HttpWire;
import dev.berth.it.bench.client.Requests;
import dev.berth.it.bench.client.WireLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What is measured: Berth on a server, or the first design. */
interface Subject {

    Duration READY_MAX = Duration.ofMinutes(5);
    Duration ANSWER_MAX = Duration.ofSeconds(5);
    long POLL_MILLIS = 10;

    /** In words, with the server's version. */
    String name();

    boolean isBerth();

    /**
     * Starts it and waits until it answers.
     *
     * @param data the folder it works on, which may hold what it kept before
     * @param settings Berth's settings; others ignore them
     */
    RunningServer start(WireLoop loop, Path data, Map<String, String> settings);

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Asks until there is a good answer. @return how long that was after the start */
    static Duration awaitReady(WireLoop loop, Requests requests, long startedNanos, BooleanSupplier alive) {
        while (!answers(loop, requests)) {
            if (!alive.getAsBoolean() || System.nanoTime() - startedNanos > READY_MAX.toNanos()) {
                throw new IllegalStateException("The server did not start; its log is below target/bench.");
            }
            loop.runFor(Duration.ofMillis(POLL_MILLIS));
        }
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    private static boolean answers(WireLoop loop, Requests requests) {
        int[] answer = {-1};
        HttpWire wire = new HttpWire(loop, requests.port());
        wire.request(requests.get("/sessions?userId=nobody&limit=1"), false, (status, body) -> answer[0] = status);
        loop.runUntil(() -> answer[0] >= 0, ANSWER_MAX);
        wire.close();
        return answer[0] == 200;
    }
}
