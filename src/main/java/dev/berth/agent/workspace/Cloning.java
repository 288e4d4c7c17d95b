package dev.berth.agent.workspace;

import dev.berth.agent.workspace.Workspaces.Workspace;
import dev.berth.log.LogLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One workspace in the making: waiting for a thread, made in a temporary folder, published by renaming it. Once
 * {@link #cancel} has returned it is never published.
 */
final class Cloning implements Workspaces.Preparation {

    private static final Logger LOG = Logger.getLogger(Cloning.class.getName());

    private enum State { WAITING, RUNNING, CANCELLED, PUBLISHED }

    private final String sessionId;
    private final Repository repository;
    private final WorkspaceFolders folders;
    private final Checkout checkout;
    private final Git git;
    private final Consumer<Cloning> whenEnded;
    private final CloneProgress progress;
    private final CompletableFuture<Workspace> result = new CompletableFuture<>();
    private State state = State.WAITING;

    Cloning(String sessionId, Repository repository, WorkspaceFolders folders, Checkout checkout, Git git,
            Consumer<Cloning> whenEnded) {
        this.sessionId = sessionId;
        this.repository = repository;
        this.folders = folders;
        this.checkout = checkout;
        this.git = git;
        this.whenEnded = whenEnded;
        progress = new CloneProgress(repository, System::nanoTime);
    }

    String sessionId() {
        return sessionId;
    }

    Path folder() {
        return git.folder();
    }

    void tell(Consumer<String> listener) {
        progress.tell(listener);
    }

    void startOn(Executor work) {
        try {
            work.execute(this::run);
        } catch (RejectedExecutionException e) {
            end(null, new WorkspaceFailure("There is no thread that could clone " + repository + " now.", e));
        }
    }

    synchronized boolean canBeJoined() {
        return state != State.CANCELLED && !result.isDone();
    }

    @Override
    public CompletionStage<Workspace> workspace() {
        return result.minimalCompletionStage();
    }

    /** Completes, never with a failure, when nothing of it runs or lies about any more. */
    CompletableFuture<Void> end() {
        return result.handle((workspace, failure) -> null);
    }

    @Override
    public void cancel() {
        State before = enterCancelled();
        if (before == State.WAITING) {
            end(null, cancelled());
        } else if (before == State.RUNNING) {
            git.stop();
        }
    }

    private synchronized State enterCancelled() {
        State before = state;
        if (before == State.WAITING || before == State.RUNNING) {
            state = State.CANCELLED;
        }
        return before;
    }

    private synchronized boolean enterRunning() {
        if (state != State.WAITING) {
            return false;
        }
        state = State.RUNNING;
        return true;
    }

    private void run() {
        if (!enterRunning()) {
            return;
        }
        Workspace made = null;
        WorkspaceFailure failure = null;
        try {
            Optional<Workspace> there = folders.find(sessionId);
            // One that ended between the caller's look and this run may have made it.
            made = there.isPresent() ? there.get() : make();
        } catch (WorkspaceFailure e) {
            failure = e;
        } catch (IOException | RuntimeException e) {
            failure = internal(e);
        }
        end(made, isCancelled() && made == null ? cancelled() : failure);
    }

    private Workspace make() throws IOException {
        try {
            folders.make(git.folder());
            checkout.fill(git, repository, WorkspaceFolders.branch(sessionId), progress);
            return publish();
        } finally {
            folders.delete(git.folder());
        }
    }

    private synchronized Workspace publish() throws IOException {
        if (state == State.CANCELLED) {
            throw cancelled();
        }
        folders.publish(git.folder(), sessionId);
        state = State.PUBLISHED;
        return folders.find(sessionId).orElseThrow();
    }

    private synchronized boolean isCancelled() {
        return state == State.CANCELLED;
    }

    private void end(Workspace made, WorkspaceFailure failure) {
        progress.end();
        whenEnded.accept(this);
        if (failure == null) {
            result.complete(made);
        } else {
            result.completeExceptionally(failure);
        }
    }

    private WorkspaceFailure cancelled() {
        return new WorkspaceFailure("Cloning " + repository + " was stopped.");
    }

    private WorkspaceFailure internal(Exception e) {
        LOG.log(Level.WARNING, e, () -> LogLine.of("A workspace could not be made.", LogLine.SESSION, sessionId));
        return new WorkspaceFailure("The workspace could not be made; the server's log says why.", e);
    }
}
