package dev.berth.agent.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Git at work in one folder, one command after the other, until it is stopped for good. */
final class Git {

    private static final int STRAGGLERS_MAX_MS = 1_000;

    private final GitProgram program;
    private final Path folder;
    private ProcessTree running;
    private boolean stopped;

    Git(GitProgram program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    void run(Duration max, List<String> arguments) throws IOException, GitFailure {
        run(max, line -> { }, arguments);
    }

    /**
     * Runs one command and blocks until it has ended, its children too when it was stopped or too slow.
     *
     * @param progress gets each line of progress, from another thread
     * @throws GitFailure when it failed, was too slow, or was stopped, as an interrupted thread also does
     */
    void run(Duration max, Consumer<String> progress, List<String> arguments) throws IOException, GitFailure {
        ProcessTree process = start(arguments);
        GitOutput output = new GitOutput(process.output(), progress);
        boolean inTime = process.waitFor(max);
        if (Thread.currentThread().isInterrupted()) {
            stop();
        } else if (!inTime) {
            process.kill();
        }
        process.waitForKilled();
        // Something that git left behind may hold its output open for ever, so this end is not waited for.
        output.waitForEnd(STRAGGLERS_MAX_MS);
        check(inTime, max, process, output);
    }

    /** Kills what runs, with its children; nothing starts any more. Does not wait. */
    synchronized void stop() {
        stopped = true;
        if (running != null) {
            running.kill();
        }
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized ProcessTree start(List<String> arguments) throws IOException, GitFailure {
        refuseWhenStopped();
        running = new ProcessTree(program.start(folder, arguments));
        return running;
    }

    private void check(boolean inTime, Duration max, ProcessTree process, GitOutput output) throws GitFailure {
        refuseWhenStopped();
        if (!inTime) {
            throw new GitFailure("it took longer than " + words(max) + ".");
        }
        if (process.exitValue() != 0) {
            throw new GitFailure(FailureReason.in(output.tail(), process.exitValue()));
        }
    }

    private synchronized void refuseWhenStopped() throws GitFailure {
        if (stopped) {
            throw new GitFailure("it was stopped.");
        }
    }

    private static String words(Duration time) {
        long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(time.toNanos()));
        long minutes = seconds / 60;
        return seconds % 60 == 0 ? minutes + (minutes == 1 ? " minute" : " minutes") : seconds + (seconds == 1 ? " second" : " seconds");
    }
}
