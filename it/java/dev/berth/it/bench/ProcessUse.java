package dev.berth.it.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a process and all below it use, as Linux tells it under {@code /proc}. */
public record ProcessUse(long pid) {

    static final ProcessUse SELF = new ProcessUse(ProcessHandle.current().pid());

    /** Linux counts in ticks of a hundredth of a second, whatever its timers do. */
    private static final double MILLIS_A_TICK = 10;
    private static final double KB_A_MB = 1024;
    /** Places in {@code stat} after the command's name, which may hold spaces and ends with a bracket. */
    private static final int USER_TICKS_AT = 11;
    private static final int SYSTEM_TICKS_AT = 12;
    private static final Pattern MAPPING = Pattern.compile("(\\p{XDigit}+)-(\\p{XDigit}+) ");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    /** User and system time since the start. */
    double cpuMillis() {
        return sum(ProcessUse::cpuMillis);
    }

    public double residentMb() {
        return sum(ProcessUse::residentMb);
    }

    /** What of a stretch of this process's addresses is in memory. */
    double residentMb(long from, long to) {
        return residentMb(read(Path.of("/proc", Long.toString(pid), "smaps")), from, to);
    }

    static double residentMb(String smaps, long from, long to) {
        boolean inside = false;
        long kb = 0;
        for (String line : smaps.lines().toList()) {
            Matcher mapping = MAPPING.matcher(line);
            if (mapping.lookingAt()) {
                long start = Long.parseUnsignedLong(mapping.group(1), 16);
                inside = Long.compareUnsigned(start, from) >= 0 && Long.compareUnsigned(start, to) < 0;
            } else if (inside && line.startsWith("Rss:")) {
                kb += Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return kb / KB_A_MB;
    }

    /** Files, sockets and whatever else it holds open. */
    public int descriptors() {
        return (int) sum(ProcessUse::descriptors);
    }

    private double sum(ToDoubleFunction<Path> figure) {
        return processes().stream().mapToDouble(figure).sum();
    }

    private List<Path> processes() {
        Stream<Long> below = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).map(ProcessHandle::pid);
        return Stream.concat(Stream.of(pid), this.equals(SELF) ? Stream.of() : below).map(id -> Path.of("/proc", id.toString())).toList();
    }

    private static double cpuMillis(Path process) {
        return cpuMillis(read(process.resolve("stat")));
    }

    static double cpuMillis(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(") ") + 2).split(" ");
        return (Long.parseLong(fields[USER_TICKS_AT]) + Long.parseLong(fields[SYSTEM_TICKS_AT])) * MILLIS_A_TICK;
    }

    private static double residentMb(Path process) {
        Matcher found = RESIDENT.matcher(read(process.resolve("status")));
        return found.find() ? Long.parseLong(found.group(1)) / KB_A_MB : 0;
    }

    private static double descriptors(Path process) {
        try (Stream<Path> all = Files.list(process.resolve("fd"))) {
            return all.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new IllegalStateException("There is no " + file + ": the server has ended, or this is not Linux.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
