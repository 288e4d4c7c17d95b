package dev.berth.it.opencode;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The real opencode for tests: the one that {@code berth.it.opencode} names, else one under {@code target}, installed there by npm
 * when it is missing.
 *
 * @param path where it is; empty when there is none
 * @param missing why there is none, in one sentence; empty when there is one
 */
public record InstalledOpenCode(Optional<Path> path, String missing) {

    /** What the tests were written against. */
    public static final String VERSION = "1.18.33";
    private static final Path HOME = Path.of(System.getProperty("berth.home", "")).toAbsolutePath();
    private static final Path FOLDER = HOME.resolve("target/opencode");
    private static final int MINUTES_MAX = 10;

    /** The same each time; the first call of all may take as long as npm does. */
    public static InstalledOpenCode find() {
        return Found.ONCE;
    }

    /** Where it is. @throws IllegalStateException with one sentence when there is none */
    public static Path require() {
        return find().path().orElseThrow(() -> new IllegalStateException(find().missing()));
    }

    private static InstalledOpenCode look() {
        try {
            String named = System.getProperty("berth.it.opencode");
            Path binary = named == null ? installed() : Path.of(named);
            String version = run(List.of(binary.toString(), "--version"));
            return new InstalledOpenCode(Optional.of(binary), "").requireVersion(version.strip());
        } catch (IOException e) {
            return none(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return none("interrupted");
        }
    }

    private static Path installed() throws IOException, InterruptedException {
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new IOException("the tests install it on Linux only; name yours with -Dberth.it.opencode");
        }
        Path binary = FOLDER.resolve("node_modules").resolve(npmPackage()).resolve("bin/opencode");
        Files.createDirectories(FOLDER);
        try (FileChannel channel = FileChannel.open(FOLDER.resolve("install.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !Files.isExecutable(binary)) {
                run(List.of("npm", "install", "--prefix", FOLDER.toString(), "--no-audit", "--no-fund", npmPackage() + "@" + VERSION));
            }
        }
        return binary;
    }

    private static String npmPackage() throws IOException {
        boolean arm = System.getProperty("os.arch").toLowerCase(Locale.ROOT).matches("aarch64|arm64");
        boolean old = !arm && !Files.readString(Path.of("/proc/cpuinfo")).contains(" avx2");
        return "opencode-linux-" + (arm ? "arm64" : "x64") + (old ? "-baseline" : "");
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        Path said = Files.createTempFile(FOLDER, "run", ".log");
        try {
            int status = status(command, said);
            if (status != 0) {
                throw new IOException(command.get(0) + " ended with " + status + ": " + Files.readString(said).strip());
            }
            return Files.readString(said);
        } finally {
            Files.delete(said);
        }
    }

    private static int status(List<String> command, Path said) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        // Opencode makes folders at home whatever it is asked; npm is left its own, where it keeps what it has fetched before.
        Stream.of("CONFIG", "DATA", "STATE", "CACHE").forEach(kind -> builder.environment()
                .put("XDG_" + kind + "_HOME", FOLDER.resolve("home").toString()));
        Process process = builder.start();
        if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(command.get(0) + " did not end within " + MINUTES_MAX + " minutes");
        }
        return process.exitValue();
    }

    private InstalledOpenCode requireVersion(String version) throws IOException {
        if (!version.equals(VERSION)) {
            throw new IOException(path.orElseThrow() + " is version " + version + ", not " + VERSION);
        }
        return this;
    }

    private static InstalledOpenCode none(String why) {
        return new InstalledOpenCode(Optional.empty(), "There is no opencode to try: " + why + ".");
    }

    private static final class Found {
        static final InstalledOpenCode ONCE = look();
    }
}
