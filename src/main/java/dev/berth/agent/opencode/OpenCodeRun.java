package dev.berth.agent.opencode;

import dev.berth.agent.opencode.server.OpenCodeClient;
import dev.berth.agent.opencode.server.OpenCodeFailure;
import dev.berth.agent.opencode.server.OpenCodeUnavailable;
import dev.berth.agent.workspace.WorkspaceFailure;
import dev.berth.agent.workspace.Workspaces.Preparation;
import dev.berth.agent.workspace.Workspaces.Workspace;
import dev.berth.log.LogLine;
import dev.berth.log.Trace;
import dev.berth.session.AgentOutput;
import dev.berth.session.AgentRun;
import dev.berth.session.JsonWriter;
import dev.berth.session.MetaValue;
import dev.berth.session.PermissionReply;
import dev.berth.session.Prompt;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * OpenCode's work on one turn: gets OpenCode and the workspace ready, finds or makes its session there, and converses until
 * the end. Safe for use by many threads; nothing in it blocks.
 */
final class OpenCodeRun implements AgentRun {

    private static final Logger LOG = Logger.getLogger(OpenCodeRun.class.getName());
    /** The name under which a session remembers that of OpenCode. */
    static final String SESSION = "opencode.session";
    private static final String WORKSPACE = "workspace";

    private final Trace trace = Trace.current();
    private final Prompt prompt;
    private final AgentOutput output;
    private final RunContext context;
    private Preparation preparation;
    private Conversation conversation;
    private CompletableFuture<Void> stopping;
    private boolean ended;

    OpenCodeRun(Prompt prompt, AgentOutput output, RunContext context) {
        this.prompt = prompt;
        this.output = output;
        this.context = context;
    }

    String sessionId() {
        return prompt.sessionId();
    }

    /** A line of the log about it. */
    String line(String sentence) {
        Trace before = trace.enter();
        try {
            return LogLine.of(sentence, LogLine.SESSION, sessionId(), LogLine.TURN, prompt.turnId());
        } finally {
            before.enter();
        }
    }

    /** Whether it has yet to end. */
    synchronized boolean isGoing() {
        return !ended;
    }

    /** @param free completes when nothing of what the session had before is being removed any more */
    void begin(CompletableFuture<?> free) {
        if (!context.server().health().ready()) {
            output.progress("OpenCode is starting.");
        }
        free.handle((nothing, failure) -> null).thenCompose(nothing -> context.server().ready())
                .thenCompose(client -> workspace().thenCompose(workspace -> converse(client.tracedBy(prompt.traceparent()), workspace)))
                .exceptionally(failure -> {
                    notBegun(failure);
                    return null;
                });
    }

    /** Takes an event of one of this run's sessions. */
    synchronized void event(JsonObject event) {
        if (conversation != null && !ended) {
            conversation.event(event);
        }
    }

    /** Events may have been lost. */
    synchronized void gap() {
        if (conversation != null && !ended) {
            conversation.gap();
        }
    }

    /** OpenCode is gone, and with it the run. */
    void down(String sentence) {
        end(out -> out.interrupted(sentence));
    }

    /** Looks whether it hangs. */
    synchronized void tick() {
        if (conversation != null && !ended && stopping == null) {
            conversation.tick();
        }
    }

    @Override
    public synchronized CompletionStage<Void> stop() {
        if (stopping == null) {
            stopping = ended ? CompletableFuture.completedFuture(null) : abort();
            stopping.whenComplete((nothing, failure) -> end(out -> { }));
        }
        return stopping;
    }

    @Override
    public synchronized void permit(String permissionId, PermissionReply reply, String message) {
        if (conversation != null && stopping == null) {
            conversation.asks().permit(permissionId, reply, message);
        }
    }

    @Override
    public synchronized void answer(String questionId, List<List<String>> answers) {
        if (conversation != null && stopping == null) {
            conversation.asks().answer(questionId, answers);
        }
    }

    private CompletableFuture<Void> abort() {
        if (conversation != null) {
            return conversation.abort();
        }
        if (preparation != null) {
            preparation.cancel();
        }
        return CompletableFuture.completedFuture(null);
    }

    private synchronized CompletionStage<Workspace> workspace() {
        requireWanted();
        boolean isNew = context.workspaces().find(sessionId()).isEmpty();
        if (isNew) {
            rememberWorkspace("cloning", null, null);
        }
        preparation = context.workspaces().prepare(sessionId(), prompt.repoOwner(), prompt.repoName(), output::progress);
        return preparation.workspace().thenApply(workspace -> {
            rememberWorkspace(workspace.empty() ? "empty" : "ready", workspace.branch(), null);
            return workspace;
        });
    }

    private void rememberWorkspace(String state, String branch, String reason) {
        output.remember(WORKSPACE, MetaValue.json(new JsonWriter().beginObject().member("state", state).optional("branch", branch)
                .optional("reason", reason).endObject().toString()));
    }

    private CompletionStage<Void> converse(OpenCodeClient client, Workspace workspace) {
        return session(client, workspace).thenCompose(session -> {
            Conversation begun = enter(client, workspace, session);
            return begun.prompt();
        });
    }

    /** The session of OpenCode that goes with this one: the one of the turns before, as long as OpenCode knows it. */
    private CompletionStage<String> session(OpenCodeClient client, Workspace workspace) {
        String known = prompt.memory().get(SESSION);
        CompletionStage<Boolean> exists = known == null ? CompletableFuture.completedFuture(false)
                : client.sessionExists(workspace.folder(), known);
        return exists.thenCompose(there -> there ? quiet(client, workspace, known)
                : client.createSession(workspace.folder(), prompt.repoOwner() + "/" + prompt.repoName(), sessionId()))
                .thenApply(session -> {
                    output.remember(SESSION, MetaValue.text(session));
                    return session;
                });
    }

    /** Ends what still runs in a session that Berth has lost sight of, such as one of an OpenCode that runs elsewhere. */
    private CompletionStage<String> quiet(OpenCodeClient client, Workspace workspace, String session) {
        return client.status(workspace.folder()).thenCompose(status -> status.containsKey(session)
                ? new RunAbort(client, workspace.folder(), session, Set.of(session),
                        CompletableFuture.completedFuture(null), () -> true, context.timer()).run()
                : CompletableFuture.completedFuture(null)).thenApply(nothing -> session);
    }

    private synchronized Conversation enter(OpenCodeClient client, Workspace workspace, String session) {
        requireWanted();
        output.progress(null);
        conversation = new Conversation(client, workspace.folder(), session, prompt, output, context, this, this::end);
        context.runs().enter(session, this);
        return conversation;
    }

    private void requireWanted() {
        if (stopping != null || ended) {
            throw new Unwanted();
        }
    }

    private void notBegun(Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof Unwanted) {
            return;
        }
        if (cause instanceof WorkspaceFailure) {
            rememberWorkspace("failed", null, cause.getMessage());
        }
        boolean told = cause instanceof WorkspaceFailure || cause instanceof OpenCodeUnavailable || cause instanceof OpenCodeFailure;
        if (!told) {
            LOG.log(Level.SEVERE, cause, () -> line("A turn could not begin."));
        }
        fail(told ? cause.getMessage() : "OpenCode could not be asked.", cause);
    }

    /** A prompt that was not answered may have been taken all the same, so what it began is ended first. */
    private synchronized void fail(String reason, Throwable cause) {
        boolean perhapsTaken = conversation != null
                && cause instanceof OpenCodeFailure answer && answer.status() == OpenCodeFailure.NO_ANSWER;
        if (perhapsTaken) {
            conversation.failSoon(reason);
        } else {
            end(out -> out.failed(reason));
        }
    }

    private synchronized void end(Consumer<AgentOutput> last) {
        if (!ended) {
            ended = true;
            context.runs().leave(this);
            last.accept(output);
        }
    }

    /** Ends a preparation that nobody waits for any more. */
    private static final class Unwanted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unwanted() {
            super("The turn was stopped.", null, false, false);
        }
    }
}
