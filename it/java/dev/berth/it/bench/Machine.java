package dev.berth.it.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What it was measured on, in words. */
final class Machine {

    private static final Pattern TOTAL = Pattern.compile("MemTotal:\\s+(\\d+) kB");
    private static final double KB_A_GB = 1 << 20;

    private Machine() {
    }

    static String words() {
        return String.format(Locale.ROOT, "%d cores, %.0f GB of memory, Linux %s, Java %s, load average before %s",
                Runtime.getRuntime().availableProcessors(), memoryGb(), System.getProperty("os.version"),
                System.getProperty("java.vm.version"), read("/proc/loadavg").split(" ")[0]);
    }

    private static double memoryGb() {
        Matcher total = TOTAL.matcher(read("/proc/meminfo"));
        return total.find() ? Long.parseLong(total.group(1)) / KB_A_GB : Double.NaN;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
