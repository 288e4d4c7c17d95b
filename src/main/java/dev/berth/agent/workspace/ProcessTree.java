package dev.berth.agent.workspace;

import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A process and all that it has started. */
final class ProcessTree {

    /** Far longer than a killed process needs, unless the disk or the network file system it uses has stalled. */
    private static final long KILLED_MAX_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

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
        long begin = System.nanoTime();
        while (killed().stream().anyMatch(ProcessTree::runs) && System.nanoTime() - begin < KILLED_MAX_NANOS) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** One that has ended counts as alive until its parent collects it, which for an orphan may take for ever; but it has no command. */
    static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private synchronized List<ProcessHandle> killed() {
        return killed;
    }
}
