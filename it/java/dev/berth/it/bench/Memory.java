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
 * @param residentMb all that it has in memory
 * @param heapMb what is in use of a JVM's heap after a collection; NaN where there is none
 * @param heldMb what is resident, but of a JVM's heap only what is in use
 */
record Memory(double residentMb, double heapMb, double heldMb) {

    private static final double KB_A_MB = 1024;
    private static final Pattern HEAP = Pattern.compile("heap\\s+total \\d+K, used (\\d+)K \\[0x(\\p{XDigit}+), 0x(\\p{XDigit}+)\\)");
    /** The second collection gives back to the system what the first one has freed. */
    private static final int COLLECTIONS = 2;

    /** Has a JVM collect its garbage first, so that what is counted is what is needed; workerd cannot be asked to. */
    static Memory of(RunningServer server) {
        if (!server.isJava()) {
            double resident = server.use().residentMb();
            return new Memory(resident, Double.NaN, resident);
        }
        for (int i = 0; i < COLLECTIONS; i++) {
            jcmd(server, "GC.run");
        }
        return ofHeap(server.use(), jcmd(server, "GC.heap_info"));
    }

    Memory since(Memory before) {
        return new Memory(residentMb - before.residentMb, heapMb - before.heapMb, heldMb - before.heldMb);
    }

    /** The figures of this growth, shared among so many things. */
    void putInto(Figures figures, int things) {
        figures.put(Figure.KB, residentMb * KB_A_MB / things).put(Figure.HEAP_KB, heapMb * KB_A_MB / things)
                .put(Figure.HELD_KB, heldMb * KB_A_MB / things);
    }

    private static Memory ofHeap(ProcessUse use, String heapInfo) {
        Matcher heap = HEAP.matcher(heapInfo);
        double resident = use.residentMb();
        if (!heap.find()) {
            return new Memory(resident, Double.NaN, Double.NaN);
        }
        double used = Long.parseLong(heap.group(1)) / KB_A_MB;
        double ofHeap = use.residentMb(Long.parseUnsignedLong(heap.group(2), 16), Long.parseUnsignedLong(heap.group(3), 16));
        return new Memory(resident, used, resident - ofHeap + used);
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
