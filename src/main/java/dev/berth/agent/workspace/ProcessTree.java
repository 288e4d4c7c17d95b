package dev.berth.agent.workspace;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process and all that it has started. */
final class ProcessTree {

    /** A killed process is gone at once, but where nobody collects orphans it looks alive for ever. */
    private static final int KILLED_MAX_MS = 1_000;

    private final Process process;
    private List<ProcessHandle> killed = List.of();

    ProcessTree(Process process) {
        this.process = process;
    }

    InputStream output() {
        return process.getInputStream();
    }

    int exitValue() {
        return process.exitValue();
    }

    /** Whether it ended by itself in time; an interrupted thread is given no more time, and stays interrupted. */
    boolean waitFor(Duration max) {
        try {
            return process.waitFor(max.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Kills the whole tree, without waiting. */
    synchronized void kill() {
        List<ProcessHandle> tree = new ArrayList<>();
        process.descendants().forEach(tree::add);
        tree.add(process.toHandle());
        tree.forEach(ProcessHandle::destroyForcibly);
        killed = tree;
    }

    /** Blocks until the killed ones are gone, so that none of them writes a file any more. Returns at once when none was killed. */
    void waitForKilled() {
        CompletableFuture<?>[] ends = killed().stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(ends).completeOnTimeout(null, KILLED_MAX_MS, TimeUnit.MILLISECONDS).join();
    }

    private synchronized List<ProcessHandle> killed() {
        return killed;
    }
}
