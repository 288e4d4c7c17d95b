package dev.berth.agent.opencode.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The processes that carry a mark in their environment, which every child inherits. OpenCode runs each command in a session of
 * its own, so that neither a signal to it nor one to its group reaches them; only the mark tells whose they are.
 *
 * <p>Read from {@code /proc}; where there is none, nothing is found. A command that clears its environment is not found either.
 */
final class Orphans {

    /** The variable whose value is the real path of OpenCode's folder. */
    static final String VARIABLE = "BERTH_OPENCODE_OF";

    private static final Path PROCESSES = Path.of("/proc");
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int ROUNDS_MAX = 100;

    private Orphans() {
    }

    /** All of one folder, without this very process. */
    static List<ProcessHandle> of(Path folder) {
        String mark = "\0" + VARIABLE + "=" + folder + "\0";
        List<ProcessHandle> found = new ArrayList<>();
        for (long pid : processes()) {
            if (pid != ProcessHandle.current().pid() && environment(pid).contains(mark)) {
                ProcessHandle.of(pid).ifPresent(found::add);
            }
        }
        return found;
    }

    /**
     * Kills all of one folder, and what they start meanwhile. Returns when none is left; blocks for 5 seconds at most.
     *
     * @return how many there were at first
     */
    static int kill(Path folder) throws InterruptedException {
        List<ProcessHandle> left = of(folder);
        int count = left.size();
        for (int round = 0; !left.isEmpty() && round < ROUNDS_MAX; round++) {
            left.forEach(ProcessHandle::destroyForcibly);
            Thread.sleep(PAUSE.toMillis());
            left = of(folder);
        }
        return count;
    }

    private static List<Long> processes() {
        List<Long> found = new ArrayList<>();
        if (!Files.isDirectory(PROCESSES)) {
            return found;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            entries.forEach(entry -> found.add(Long.valueOf(entry.getFileName().toString())));
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (DirectoryIteratorException e) {
            throw new UncheckedIOException(e.getCause());
        }
    }

    private static String environment(long pid) {
        try {
            return "\0" + Files.readString(PROCESSES.resolve(pid + "/environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // It has ended meanwhile, or belongs to somebody else, and then it is not ours.
            return "";
        }
    }
}
