package dev.berth.agent.opencode.server;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One try to get to an OpenCode that is ready. Runs, and waits, on a thread of its own. */
final class OpenCodeStart {

    /** A look that comes while OpenCode starts may be accepted and never answered, so each is short. */
    private static final Duration LOOK_MAX = Duration.ofMillis(500);
    private static final Duration LOOK_ELSEWHERE_MAX = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int UNAUTHORIZED = 401;

    private final OpenCodeOptions options;
    private final OpenCodeTimes times;
    private final OpenCodeServer.Listener listener;
    private final HttpClient http;
    private final ThreadFactory threads;
    private final ScheduledExecutorService timer;
    private long end;

    OpenCodeStart(OpenCodeOptions options, OpenCodeTimes times, OpenCodeServer.Listener listener, HttpClient http, ThreadFactory threads,
            ScheduledExecutorService timer) {
        this.options = options;
        this.times = times;
        this.listener = listener;
        this.http = http;
        this.threads = threads;
        this.timer = timer;
    }

    /** @throws OpenCodeUnavailable when it is not ready in time; what was started has been ended then */
    OpenCodeConnection run() throws InterruptedException {
        OpenCodeHost host = options.url() == null ? OpenCodeProcess.launch(options, threads) : new OpenCodeElsewhere(options);
        OpenCodeConnection connection = new OpenCodeConnection(host, new OpenCodeHttp(http, timer, host.url(), host.password()), times,
                listener, threads, timer);
        end = System.nanoTime() + host.startMax().toNanos();
        boolean ready = false;
        try {
            awaitListening(host);
            checkVersion(host, awaitHealth(host, connection.client()));
            connection.open(left());
            ready = true;
            return connection;
        } finally {
            if (!ready) {
                connection.finish();
                host.close();
            }
        }
    }

    private void awaitListening(OpenCodeHost host) throws InterruptedException {
        try {
            CompletableFuture.anyOf(host.listening(), host.ended()).get(left().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw late(host, e);
        }
        endedAlready(host);
    }

    private String awaitHealth(OpenCodeHost host, OpenCodeClient client) throws InterruptedException {
        while (true) {
            try {
                return client.version(host.ours() ? LOOK_MAX : LOOK_ELSEWHERE_MAX).get();
            } catch (ExecutionException e) {
                endedAlready(host);
                giveUpWhenRefused(host, e.getCause());
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    private void giveUpWhenRefused(OpenCodeHost host, Throwable failure) {
        boolean refused = failure instanceof OpenCodeFailure answer && answer.status() == UNAUTHORIZED;
        if (refused) {
            throw new OpenCodeUnavailable("OpenCode at " + host.name() + " refused the password.", failure);
        }
        if (System.nanoTime() > end) {
            throw late(host, failure);
        }
    }

    private static void checkVersion(OpenCodeHost host, String version) {
        if (!version.equals(OpenCodeBinary.VERSION)) {
            throw new OpenCodeUnavailable("OpenCode at " + host.name() + " is version " + version + "; Berth works with "
                    + OpenCodeBinary.VERSION + ".");
        }
    }

    private static void endedAlready(OpenCodeHost host) {
        String sentence = host.ended().getNow(null);
        if (sentence != null) {
            throw new OpenCodeUnavailable(sentence);
        }
    }

    private static OpenCodeUnavailable late(OpenCodeHost host, Throwable cause) {
        String sentence = host.ours() ? "OpenCode at " + host.name() + " was not ready within " + host.startMax().toSeconds() + " seconds."
                : "OpenCode at " + host.name() + " cannot be reached.";
        return new OpenCodeUnavailable(sentence, cause);
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
    }
}
