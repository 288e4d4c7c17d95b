package dev.berth.it.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server holds at a moment, or between two.
 *
 * @param heapMb what is in use of a JVM's heap after a collection; NaN where there is none
 */
record Memory(double residentMb, double heapMb) {

    private static final double KB_A_MB = 1024;
    private static final Pattern HEAP_USED = Pattern.compile("heap\\s+total \\d+K, used (\\d+)K");
    /** The second collection gives back to the system what the first one has freed. */
    private static final int COLLECTIONS = 2;

    /** Has a JVM collect its garbage first, so that what is counted is what is needed; workerd cannot be asked to. */
    static Memory of(RunningServer server) {
        if (!server.isJava()) {
            return new Memory(server.use().residentMb(), Double.NaN);
        }
        for (int i = 0; i < COLLECTIONS; i++) {
            jcmd(server, "GC.run");
        }
        Matcher used = HEAP_USED.matcher(jcmd(server, "GC.heap_info"));
        return new Memory(server.use().residentMb(), used.find() ? Long.parseLong(used.group(1)) / KB_A_MB : Double.NaN);
    }

    Memory since(Memory before) {
        return new Memory(residentMb - before.residentMb, heapMb - before.heapMb);
    }

    /** The figures of this growth, shared among so many things. */
    void putInto(Figures figures, int things) {
        figures.put(Figure.KB, residentMb * KB_A_MB / things).put(Figure.HEAP_KB, heapMb * KB_A_MB / things);
    }

    private static String jcmd(RunningServer server, String command) {
        Path program = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process = new ProcessBuilder(program.toString(), Long.toString(server.use().pid()), command)
                    .redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
