package dev.berth.agent.opencode;

import dev.berth.agent.opencode.server.OpenCodeClient;
import dev.berth.log.LogLine;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Aborts a run again and again until it is idle, since an abort that comes before the run began does nothing, and an aborted
 * sub-agent may let the one that called it speak on. Ends all that runs in the workspace when that does not help.
 */
final class RunAbort {

    private static final Logger LOG = Logger.getLogger(RunAbort.class.getName());
    private static final int PAUSE_MILLIS = 100;

    private final OpenCodeClient client;
    private final Path workspace;
    private final String session;
    private final Set<String> sessions;
    private final CompletableFuture<?> prompted;
    private final BooleanSupplier begun;
    private final ScheduledExecutorService timer;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final long startedNanos = System.nanoTime();
    private volatile long unbegunSinceNanos = startedNanos;

    /**
     * @param session the turn's own
     * @param sessions that and those of its sub-agents; may grow
     * @param prompted done when OpenCode has answered to the prompt: before that, and for a moment after it, the run may yet begin
     * @param begun whether OpenCode has taken the prompt
     */
    RunAbort(OpenCodeClient client, Path workspace, String session, Set<String> sessions, CompletableFuture<?> prompted,
            BooleanSupplier begun, ScheduledExecutorService timer) {
        this.client = client;
        this.workspace = workspace;
        this.session = session;
        this.sessions = sessions;
        this.prompted = prompted;
        this.begun = begun;
        this.timer = timer;
    }

    /** @return completes when nothing of the run works any more, or nothing more can be done about it */
    CompletableFuture<Void> run() {
        abort(session);
        return done;
    }

    private void abort(String which) {
        client.abort(workspace, which).handle((nothing, failure) -> null).thenCompose(nothing -> client.status(workspace))
                .whenComplete(this::look);
    }

    private void look(JsonObject status, Throwable failure) {
        if (!prompted.isDone()) {
            unbegunSinceNanos = System.nanoTime();
        }
        if (failure != null && isOlderThan(startedNanos, RunLimits.ABORT_MAX)) {
            // It does not answer at all: whoever watches it ends it, and with it the run.
            done.complete(null);
        } else if (failure == null && isIdle(status) && (begun.getAsBoolean() || isOlderThan(unbegunSinceNanos, RunLimits.UNBEGUN_MAX))) {
            done.complete(null);
        } else if (isOlderThan(startedNanos, RunLimits.ABORT_MAX)) {
            disposeAll();
        } else {
            timer.schedule(() -> abort(failure == null ? busyOne(status) : session), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void disposeAll() {
        LOG.warning(() -> LogLine.of("OpenCode does not stop; all that runs in the workspace is ended.", "opencode", session));
        client.disposeInstance(workspace).whenComplete((nothing, failure) -> {
            if (failure != null) {
                LOG.log(Level.WARNING, failure, () -> LogLine.of("What runs in a workspace could not be ended.", "opencode", session));
            }
            done.complete(null);
        });
    }

    private boolean isIdle(JsonObject status) {
        return sessions.stream().noneMatch(status::containsKey);
    }

    /** The turn's own session first: with it its sub-agents end. */
    private String busyOne(JsonObject status) {
        return status.containsKey(session) ? session : sessions.stream().filter(status::containsKey).findFirst().orElse(session);
    }

    private static boolean isOlderThan(long sinceNanos, Duration time) {
        return System.nanoTime() - sinceNanos > time.toNanos();
    }
}
