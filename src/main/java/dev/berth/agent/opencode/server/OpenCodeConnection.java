package dev.berth.agent.opencode.server;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One OpenCode that answers: its client, its event stream, and the watch over both until it falls. */
final class OpenCodeConnection implements OpenCodeStream.Sink {

    private static final Logger LOG = Logger.getLogger(OpenCodeConnection.class.getName());

    private final OpenCodeHost host;
    private final OpenCodeClient client;
    private final OpenCodeTimes times;
    private final OpenCodeServer.Listener listener;
    private final OpenCodeStream stream;
    private final Object telling = new Object();
    private final long since = System.nanoTime();
    private Consumer<String> whenFallen;
    private ScheduledFuture<?> probes;
    private int failedProbes;
    private boolean over;

    OpenCodeConnection(OpenCodeHost host, OpenCodeHttp http, OpenCodeTimes times, OpenCodeServer.Listener listener, ThreadFactory threads,
            ScheduledExecutorService timer) {
        this.host = host;
        this.client = new OpenCodeClient(http, times.call());
        this.times = times;
        this.listener = listener;
        this.stream = new OpenCodeStream(http, times, this, threads, timer);
    }

    /** Waits for its event stream. */
    void open(Duration max) throws InterruptedException {
        Future<Void> connected = stream.open();
        try {
            connected.get(max.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new OpenCodeUnavailable("OpenCode at " + host.name() + " answers, but sends no events.", e);
        }
    }

    /** @param fallen called once, with a sentence, when it has ended or does not answer */
    void watch(ScheduledExecutorService timer, Consumer<String> fallen) {
        whenFallen = fallen;
        long every = times.probeEvery().toMillis();
        probes = timer.scheduleWithFixedDelay(this::probe, every, every, TimeUnit.MILLISECONDS);
        host.ended().thenAcceptAsync(this::fall, timer);
    }

    OpenCodeClient client() {
        return client;
    }

    OpenCodeHost host() {
        return host;
    }

    /** Whether it has served long enough to count as started well. */
    boolean wasGood() {
        return System.nanoTime() - since > times.good().toNanos();
    }

    private void probe() {
        client.version(times.probe()).whenComplete((version, failure) -> probed(isWell(version)));
    }

    /** One elsewhere may be slow to answer: it is well as long as its events come. */
    private boolean isWell(String version) {
        return version != null || !host.ours() && stream.connected();
    }

    private void probed(boolean well) {
        boolean gone;
        synchronized (telling) {
            failedProbes = well ? 0 : failedProbes + 1;
            gone = failedProbes >= OpenCodeTimes.PROBES;
        }
        if (gone) {
            fall("OpenCode at " + host.name() + " does not answer any more.");
        }
    }

    private void fall(String sentence) {
        if (finish()) {
            whenFallen.accept(sentence);
        }
    }

    /** Ends the watch and the stream, and nothing more is told. Returns whether this was the first time. */
    boolean finish() {
        synchronized (telling) {
            if (over) {
                return false;
            }
            over = true;
        }
        stream.close();
        if (probes != null) {
            probes.cancel(false);
        }
        return true;
    }

    @Override
    public void event(String directory, JsonObject payload) {
        tell(() -> listener.event(directory, payload));
    }

    @Override
    public void back() {
        tell(() -> listener.gap(client));
    }

    private void tell(Runnable news) {
        synchronized (telling) {
            if (over) {
                return;
            }
            try {
                news.run();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "An event of OpenCode could not be handled; those after it are.", e);
            }
        }
    }
}
