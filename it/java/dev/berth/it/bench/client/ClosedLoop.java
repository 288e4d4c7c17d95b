package dev.berth.it.bench.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Clients of which each sends its next request when the one before is answered. */
public final class ClosedLoop implements AutoCloseable {

    private static final int ERRORS_MAX = 200;
    private static final Duration LAST_ANSWER_MAX = Duration.ofSeconds(60);

    /** The bytes of a client's next request, the number of which counts over all clients. */
    @FunctionalInterface
    public interface Source {
        byte[] next(int client, int number);
    }

    /**
     * What came out.
     *
     * @param nanos how long each good answer took, in ascending order
     * @param errors other answers than 2xx, and none at all
     * @param lastError what the last of them was, or null
     */
    public record Outcome(long[] nanos, double seconds, int errors, String lastError) {
    }

    private final WireLoop loop;
    private final List<HttpWire> wires = new ArrayList<>();
    private Source source;
    private long end;
    private int limit;
    private int started;
    private int working;
    private final Latencies latencies = new Latencies();
    private int errors;
    private String lastError;

    public ClosedLoop(WireLoop loop, int port, int clients) {
        this.loop = loop;
        for (int i = 0; i < clients; i++) {
            wires.add(new HttpWire(loop, port));
        }
    }

    public Outcome runFor(double seconds, Source requests) {
        return run(requests, Integer.MAX_VALUE, (long) (seconds * 1e9));
    }

    /** So many requests, however long they take. */
    public Outcome runTimes(int times, Source requests) {
        return run(requests, times, Duration.ofHours(1).toNanos());
    }

    private Outcome run(Source requests, int times, long nanosMax) {
        source = requests;
        limit = times;
        started = 0;
        latencies.clear();
        errors = 0;
        lastError = null;
        long begin = System.nanoTime();
        end = begin + nanosMax;
        working = wires.size();
        for (int i = 0; i < wires.size(); i++) {
            next(i);
        }
        if (!loop.runUntil(() -> working == 0, Duration.ofNanos(nanosMax).plus(LAST_ANSWER_MAX))) {
            wires.forEach(HttpWire::close);
            throw new IllegalStateException("The server left a request without an answer for a minute.");
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Outcome(latencies.ascending(), seconds, errors, lastError);
    }

    private void next(int client) {
        long now = System.nanoTime();
        if (started >= limit || now > end || errors > ERRORS_MAX) {
            working--;
            return;
        }
        wires.get(client).request(source.next(client, started++), false, (status, body) -> answered(client, now, status));
    }

    private void answered(int client, long since, int status) {
        if (status / 100 == 2) {
            latencies.add(System.nanoTime() - since);
        } else {
            errors++;
            lastError = status == HttpWire.NO_ANSWER ? "no answer" : "status " + status;
        }
        next(client);
    }

    @Override
    public void close() {
        wires.forEach(HttpWire::close);
    }
}
