package dev.berth.agent.opencode.server;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The one stream with the events of all directories, read on a thread of its own and opened again whenever it ends, until it is
 * closed. OpenCode repeats nothing: what happened between is lost, and the sink is told so.
 */
final class OpenCodeStream implements AutoCloseable {

    /** Called on the stream's thread, one call after the other. */
    interface Sink {

        /** @param directory the workspace, or empty: it is about the whole of OpenCode */
        void event(String directory, JsonObject payload);

        /** The stream is back after it was cut. */
        void back();
    }

    private static final Logger LOG = Logger.getLogger(OpenCodeStream.class.getName());
    // Events that say nothing new: "sync" repeats others for OpenCode's own use.
    private static final Set<String> SKIPPED = Set.of("sync", "server.heartbeat", "server.connected");
    private static final long PAUSE_MILLIS_FIRST = 100;
    private static final long PAUSE_MILLIS_MAX = 5_000;

    private final OpenCodeHttp http;
    private final OpenCodeTimes times;
    private final Sink sink;
    private final Thread thread;
    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private final ScheduledFuture<?> watch;
    private volatile InputStream reading;
    private volatile long heard = System.nanoTime();
    private volatile boolean connected;
    private volatile boolean closed;
    private int failures;

    OpenCodeStream(OpenCodeHttp http, OpenCodeTimes times, Sink sink, ThreadFactory threads, ScheduledExecutorService timer) {
        this.http = http;
        this.times = times;
        this.sink = sink;
        this.thread = threads.newThread(this::run);
        long every = Math.max(1, times.silence().toMillis() / 4);
        this.watch = timer.scheduleWithFixedDelay(this::cutWhenSilent, every, every, TimeUnit.MILLISECONDS);
    }

    /** Starts to read. Completes when OpenCode has said that it is connected, so that no event after this is missed. */
    CompletableFuture<Void> open() {
        thread.start();
        return first;
    }

    /** Whether events flow now. */
    boolean connected() {
        return connected;
    }

    private void run() {
        while (!closed) {
            try {
                readOnce();
            } catch (IOException e) {
                LOG.log(Level.FINE, "OpenCode's event stream has ended, and is opened again.", e);
            } catch (RuntimeException e) {
                // Without this thread no session would hear anything any more.
                LOG.log(Level.SEVERE, "OpenCode's event stream could not be read, and is opened again.", e);
            } catch (InterruptedException e) {
                return;
            } finally {
                connected = false;
                reading = null;
            }
            if (!closed && !pause()) {
                return;
            }
        }
    }

    private void readOnce() throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.open("/global/event", times.call());
        heard = System.nanoTime();
        try (InputStream stream = response.body()) {
            reading = stream;
            if (response.statusCode() != 200) {
                throw new IOException("OpenCode answered " + response.statusCode() + " to GET /global/event.");
            }
            read(new EventLines(stream));
        }
    }

    private void read(EventLines lines) throws IOException {
        for (JsonObject event = lines.next(); event != null && !closed; event = lines.next()) {
            heard = System.nanoTime();
            if (event.get("payload") instanceof JsonObject payload) {
                take(event.getString("directory", ""), payload);
            }
        }
    }

    private void take(String directory, JsonObject payload) {
        String type = payload.getString("type", "");
        if (type.equals("server.connected")) {
            greeted();
        } else if (!SKIPPED.contains(type)) {
            sink.event(directory, payload);
        }
    }

    private void greeted() {
        failures = 0;
        connected = true;
        if (!first.complete(null)) {
            sink.back();
        }
    }

    private void cutWhenSilent() {
        InputStream stream = reading;
        if (stream != null && System.nanoTime() - heard > times.silence().toNanos()) {
            LOG.fine(() -> "OpenCode's event stream is silent for " + times.silence().toSeconds() + " seconds, and is opened again.");
            close(stream);
        }
    }

    private boolean pause() {
        long millis = Math.min(PAUSE_MILLIS_MAX, PAUSE_MILLIS_FIRST << Math.min(failures, 10));
        failures++;
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "A dead stream could not be closed; its connection ends with OpenCode.", e);
        }
    }

    /** Ends it. No event comes after that, but for one that is just being told. */
    @Override
    public void close() {
        closed = true;
        watch.cancel(false);
        thread.interrupt();
        InputStream stream = reading;
        if (stream != null) {
            close(stream);
        }
    }
}
