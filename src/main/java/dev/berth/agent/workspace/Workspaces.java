package dev.berth.agent.workspace;

import dev.berth.session.SessionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The folders in which the agents of the sessions work: {@code {data}/workspaces/{id}}. Safe for use by many threads. Ids that
 * are no session's id are refused with {@link dev.berth.session.Refusal}: nothing else ever becomes a folder's name.
 */
public final class Workspaces implements AutoCloseable {

    private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

    private final WorkspaceFolders folders;
    private final Origin origin;
    private final Checkout checkout;
    private final Executor work;
    private final GitProgram program;
    /** At most one for each session; bounded by the callers, who prepare one session's workspace for one turn at a time. */
    private final ConcurrentHashMap<String, Cloning> clonings = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * Makes the folder when it is missing.
     *
     * @param remote pattern such as {@code https://host/{owner}/{name}.git} or the absolute {@code /srv/repos/{owner}/{name}.git},
     *         or null when there is none
     * @param allowEmpty whether a session without a reachable repository may work in an empty folder
     * @param cloneMax how long a clone may take
     * @param work runs the waiting for git; cloning blocks a thread of it
     */
    public Workspaces(Path folder, String remote, boolean allowEmpty, Duration cloneMax, Executor work) {
        this(folder, remote, allowEmpty, cloneMax, work, GitProgram.onThePath());
    }

    Workspaces(Path folder, String remote, boolean allowEmpty, Duration cloneMax, Executor work, GitProgram program) {
        folders = new WorkspaceFolders(folder);
        origin = new Origin(remote);
        checkout = new Checkout(allowEmpty, cloneMax);
        this.work = work;
        this.program = program;
    }

    /**
     * Gives the session's workspace and clones it on first use; one that is there is given as it is, changes and all. Returns
     * at once. Callers who come while a clone runs share it, and each gets its progress. After a failure or a cancellation the
     * next call tries again.
     *
     * @param progress gets sentences such as {@code Cloning octo/berth: 45 %} from any thread: only when they have changed, and
     *         percentages not more often than every 200 ms. It must not block, since git waits for it
     */
    public Preparation prepare(String sessionId, String owner, String name, Consumer<String> progress) {
        Repository repository = origin.repository(owner, name);
        Optional<Workspace> there = find(sessionId);
        if (there.isPresent()) {
            return new Prepared(CompletableFuture.completedFuture(there.get()));
        }
        if (closed) {
            return new Prepared(CompletableFuture.failedFuture(new WorkspaceFailure("Berth is stopping.")));
        }
        return joinOrStart(cloning(sessionId, repository), progress);
    }

    /** What was asked for, now or later. */
    public interface Preparation {

        /** Completes with the workspace, or with {@link WorkspaceFailure} when nothing half made is left. From any thread. */
        CompletionStage<Workspace> workspace();

        /**
         * Stops the clone for all who share it: kills git and its children, nothing of it stays, and the stage fails when it is
         * gone. Does not wait for that. No effect when done.
         */
        void cancel();
    }

    /**
     * Where an agent works.
     *
     * @param branch the branch made for the session; the agent may have switched to another one since
     * @param empty whether it was made without the repository, because that could not be reached
     */
    public record Workspace(Path folder, String branch, boolean empty) {
    }

    /**
     * Removes a session's workspace; a clone that runs is cancelled first. Nothing when there is none. Blocks while files are
     * deleted. What cannot be deleted is logged, is no workspace any more, and is tried again by {@link #tidy}.
     */
    public void remove(String sessionId) {
        SessionId.require(sessionId);
        cancel(clonings.get(sessionId));
        folders.remove(sessionId);
    }

    /** Removes workspaces of sessions that are gone, and what an interrupted clone or removal left. For the start of a server. */
    public void tidy(Predicate<String> sessionExists) {
        folders.leftovers().stream().filter(this::isAbandoned).forEach(folders::delete);
        List<String> ids = folders.ids();
        ids.stream().filter(sessionExists.negate()).forEach(this::remove);
    }

    /** The session's workspace when it has been made; looks at the disk each time. */
    public Optional<Workspace> find(String sessionId) {
        return folders.find(SessionId.require(sessionId));
    }

    /** Cancels every clone and waits a few seconds for them to be gone; later ones fail. Workspaces stay. */
    @Override
    public void close() {
        closed = true;
        List<Cloning> all = List.copyOf(clonings.values());
        all.forEach(Cloning::cancel);
        CompletableFuture<?>[] ends = all.stream().map(Cloning::end).toArray(CompletableFuture<?>[]::new);
        // An end that is late only leaves files behind, which the next start tidies away.
        CompletableFuture.allOf(ends).completeOnTimeout(null, CLOSE_MAX.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    private Cloning cloning(String sessionId, Repository repository) {
        Path temporary = folders.temporary(sessionId);
        return new Cloning(sessionId, repository, folders, checkout, new Git(program, temporary), this::ended);
    }

    private Preparation joinOrStart(Cloning mine, Consumer<String> progress) {
        Cloning shared = clonings.merge(mine.sessionId(), mine, (running, fresh) -> running.canBeJoined() ? running : fresh);
        shared.tell(progress);
        if (shared == mine) {
            mine.startOn(work);
        }
        // Whoever closes marks it first and then cancels what is known: so either they saw this one, or it sees the mark.
        if (closed) {
            shared.cancel();
        }
        return shared;
    }

    private void ended(Cloning cloning) {
        clonings.remove(cloning.sessionId(), cloning);
    }

    private boolean isAbandoned(Path leftover) {
        return clonings.values().stream().noneMatch(running -> running.folder().equals(leftover));
    }

    private static void cancel(Cloning running) {
        if (running != null) {
            running.cancel();
        }
    }

    /** One that needed no clone. */
    private record Prepared(CompletableFuture<Workspace> result) implements Preparation {

        @Override
        public CompletionStage<Workspace> workspace() {
            return result.minimalCompletionStage();
        }

        @Override
        public void cancel() {
            // It is done.
        }
    }
}
