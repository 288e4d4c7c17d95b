package dev.berth.agent.opencode;

import dev.berth.agent.opencode.server.OpenCodeClient;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Asks OpenCode how a turn stands, when its events do not say it or may have been lost. What it finds is told under the lock of
 * the run; one question at a time is on its way.
 */
final class Inquiry {

    private static final Logger LOG = Logger.getLogger(Inquiry.class.getName());
    private static final int MESSAGES_MAX = 200;
    private static final int AGAIN_MILLIS = 1_000;

    /** Hears what was found. */
    interface Findings {

        /** The newest messages of one of the turn's sessions. */
        void messages(List<JsonObject> messages);

        /** Everything that OpenCode asks now in this workspace. */
        void asked(JsonArray permissions, JsonArray questions);

        /** How the turn's own session stands; its messages were told before. */
        void stands(boolean busy, List<JsonObject> messages);
    }

    private final OpenCodeClient client;
    private final Path workspace;
    private final String session;
    private final OpenCodeRun run;
    private final ScheduledExecutorService timer;
    private final Findings findings;
    private boolean asking;

    Inquiry(OpenCodeClient client, Path workspace, String session, OpenCodeRun run, ScheduledExecutorService timer, Findings findings) {
        this.client = client;
        this.workspace = workspace;
        this.session = session;
        this.run = run;
        this.timer = timer;
        this.findings = findings;
    }

    /** Asks how the turn's own session stands; does nothing while that is being asked. */
    void soon(int millis) {
        if (!asking) {
            asking = true;
            timer.schedule(this::ask, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** Asks for all that may have been missed. */
    void everything(Set<String> sessions) {
        for (String other : sessions) {
            if (!other.equals(session)) {
                client.messages(workspace, other, MESSAGES_MAX).thenAccept(this::found).exceptionally(this::notFound);
            }
        }
        client.permissions(workspace).thenCombine(client.questions(workspace), this::found).exceptionally(this::notFound);
        soon(0);
    }

    private void ask() {
        // One after the other: of a turn that is idle, all messages are there. The other way round its end could come in between.
        client.status(workspace).thenCompose(status -> client.messages(workspace, session, MESSAGES_MAX)
                .thenApply(messages -> answered(status, messages))).exceptionally(this::notAnswered);
    }

    private Void answered(JsonObject status, List<JsonObject> messages) {
        synchronized (run) {
            asking = false;
            findings.messages(messages);
            findings.stands(status.containsKey(session), messages);
            return null;
        }
    }

    private Void notAnswered(Throwable failure) {
        synchronized (run) {
            asking = false;
            if (run.isGoing()) {
                soon(AGAIN_MILLIS);
            }
            return notFound(failure);
        }
    }

    private void found(List<JsonObject> messages) {
        synchronized (run) {
            findings.messages(messages);
        }
    }

    private Void found(JsonArray permissions, JsonArray questions) {
        synchronized (run) {
            findings.asked(permissions, questions);
            return null;
        }
    }

    /** OpenCode is watched by others: either it answers again, or the run is told that it is gone. */
    private Void notFound(Throwable failure) {
        LOG.log(Level.WARNING, failure, () -> run.line("OpenCode did not say how the turn stands."));
        return null;
    }
}
