package dev.berth.it.trials;

import dev.berth.it.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The time of day of a server, which a trial sets by libfaketime; the monotonic clock stays the machine's. */
final class FakeTime {

    private static final String LIBRARY = "libfaketimeMT.so.1";

    private final Path library;
    private final Path file;

    private FakeTime(Path library, Path file) {
        this.library = library;
        this.file = file;
    }

    /** Ends the test where the library is not installed, and says so. @param folder for the file by which the time is set */
    static FakeTime require(Path folder) {
        Optional<Path> library = find();
        if (library.isEmpty()) {
            Tools.missing(LIBRARY + " (of Debian's package faketime) is not installed.");
        }
        FakeTime time = new FakeTime(library.orElseThrow(), folder.resolve("time"));
        time.set(0);
        return time;
    }

    /**
     * What a process needs in its environment to live by this time. The last but one is for libraries of another name for it; without
     * the last, each timed wait of a JVM would end at once (seen with libfaketime 0.9.10).
     */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "FAKETIME_TIMESTAMP_FILE", file.toString(), "FAKETIME_NO_CACHE", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1", "DONT_FAKE_MONOTONIC", "1", "FAKETIME_FORCE_MONOTONIC_FIX", "0");
    }

    /** Sets the clock. @param ahead of the true time, in seconds; negative is behind */
    void set(long ahead) {
        try {
            Path next = file.resolveSibling("time.new");
            Files.writeString(next, String.format("%+d\n", ahead));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> find() {
        return Stream.of("/usr/lib", "/usr/local/lib", "/usr/lib64").map(Path::of).filter(Files::isDirectory)
                .flatMap(FakeTime::below).filter(Files::isRegularFile).findFirst();
    }

    private static Stream<Path> below(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return Stream.concat(Stream.of(folder), all).map(each -> each.resolve("faketime").resolve(LIBRARY)).toList().stream();
        } catch (IOException e) {
            // What cannot be looked into holds nothing that could be loaded.
            return Stream.empty();
        }
    }
}
