package dev.berth.it.trials;

import dev.berth.it.bench.ProcessUse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a running server shows to somebody who looks at its process from outside. */
record ServerVitals(long pid) {

    private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");
    private static final Pattern HEAP = Pattern.compile("heap\\s+total \\d+K, used (\\d+)K");
    private static final String ESTABLISHED = "01";
    private static final String NOTHING_UNSENT = "00000000:";
    private static final double KB_A_MB = 1024;

    double residentMb() {
        return new ProcessUse(pid).residentMb();
    }

    /** Files, sockets and whatever else it holds open. */
    int descriptors() {
        return new ProcessUse(pid).descriptors();
    }

    int threads() {
        try {
            return Integer.parseInt(found(THREADS, Files.readString(Path.of("/proc", Long.toString(pid), "status"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What of its heap is in use once it has collected its garbage. */
    double heapMb() {
        jcmd("GC.run");
        return Long.parseLong(found(HEAP, jcmd("GC.heap_info"))) / KB_A_MB;
    }

    ThreadDump threadDump() {
        return ThreadDump.parse(jcmd("Thread.print"));
    }

    /** Threads, descriptors and memory in one line. */
    String line() {
        return String.format(Locale.ROOT, "%d threads, %d descriptors, %.0f MB resident, %.0f MB of heap in use", threads(), descriptors(),
                residentMb(), heapMb());
    }

    /** How many connections to a port on this machine it keeps open though the other side does not take what was sent. */
    static long clogged(int port) {
        String local = String.format(Locale.ROOT, ":%04X", port);
        return Stream.of("tcp", "tcp6").flatMap(ServerVitals::connections).map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields[1].endsWith(local) && fields[3].equals(ESTABLISHED) && !fields[4].startsWith(NOTHING_UNSENT)).count();
    }

    private static Stream<String> connections(String protocol) {
        try {
            return Files.readString(Path.of("/proc/net", protocol)).lines().skip(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String found(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new AssertionError("no " + pattern + " in: " + text);
        }
        return found.group(1);
    }

    private String jcmd(String command) {
        Path program = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process = new ProcessBuilder(program.toString(), Long.toString(pid), command).redirectErrorStream(true).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
