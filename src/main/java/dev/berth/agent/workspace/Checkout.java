package dev.berth.agent.workspace;

import dev.berth.log.LogLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;

/** What a workspace begins with: a clone on the session's branch, or an empty repository with one empty commit. */
final class Checkout {

    private static final Logger LOG = Logger.getLogger(Checkout.class.getName());
    /** For what only touches the disk. */
    private static final Duration STEP_MAX = Duration.ofMinutes(1);
    /** Lies in the repository's folder, where no commit takes it along. */
    private static final Path EMPTY_MARK = Path.of(".git", "berth-empty");
    // Not the usual short cut for paths: it shares or copies files one by one, says nothing on the way, and takes over alternates.
    private static final List<String> CLONE = List.of("clone", "--progress", "--no-local", "--template=", "--no-recurse-submodules", "--");

    private final boolean allowEmpty;
    private final Duration cloneMax;

    Checkout(boolean allowEmpty, Duration cloneMax) {
        this.allowEmpty = allowEmpty;
        this.cloneMax = cloneMax;
    }

    /** Whether a workspace was made without its repository. */
    static boolean isEmpty(Path folder) {
        return Files.exists(folder.resolve(EMPTY_MARK));
    }

    /**
     * Fills git's folder, which must be there and empty. Blocks.
     *
     * @throws WorkspaceFailure when it could neither be cloned nor may be empty, or git was stopped
     */
    void fill(Git git, Repository repository, String branch, CloneProgress progress) throws IOException {
        try {
            cloneOnto(branch, git, repository, progress);
        } catch (GitFailure e) {
            WorkspaceFailure failure = new WorkspaceFailure("The repository " + repository + " could not be cloned: " + e.reason(), e);
            if (!allowEmpty || git.isStopped()) {
                throw failure;
            }
            fallBack(git, branch, progress, failure);
        }
    }

    private void cloneOnto(String branch, Git git, Repository repository, CloneProgress progress) throws IOException, GitFailure {
        if (!repository.hasUrl()) {
            makeEmptyWhenAllowed(git, branch);
            return;
        }
        progress.begin();
        List<String> command = new ArrayList<>(CLONE);
        command.add(repository.url());
        command.add(".");
        git.run(cloneMax, progress::line, command);
        git.run(STEP_MAX, List.of("checkout", "--quiet", "-b", branch));
        if (repository.hasCredentials()) {
            git.run(STEP_MAX, List.of("remote", "set-url", "origin", repository.urlWithoutCredentials()));
        }
    }

    private void makeEmptyWhenAllowed(Git git, String branch) throws IOException {
        if (!allowEmpty) {
            throw new WorkspaceFailure("There is no place to clone repositories from: set berth.workspace.remote,"
                    + " or berth.workspace.allow-empty to work in an empty folder.");
        }
        makeEmpty(git, branch);
    }

    private void fallBack(Git git, String branch, CloneProgress progress, WorkspaceFailure failure) throws IOException {
        LOG.warning(() -> LogLine.of("An empty workspace was made instead of a clone.", "branch", branch, "reason", failure.getMessage()));
        progress.say(failure.getMessage() + " The workspace is empty instead.");
        WorkspaceFolders.empty(git.folder());
        makeEmpty(git, branch);
    }

    private static void makeEmpty(Git git, String branch) throws IOException {
        try {
            git.run(STEP_MAX, List.of("init", "--quiet", "--template=", "--initial-branch=" + branch));
            git.run(STEP_MAX, List.of("-c", "user.name=Berth", "-c", "user.email=berth@localhost", "-c", "commit.gpgSign=false",
                    "commit", "--quiet", "--allow-empty", "--message=Begin with an empty workspace"));
        } catch (GitFailure e) {
            throw new WorkspaceFailure("The empty workspace could not be made: " + e.reason(), e);
        }
        Files.createFile(git.folder().resolve(EMPTY_MARK));
    }
}
