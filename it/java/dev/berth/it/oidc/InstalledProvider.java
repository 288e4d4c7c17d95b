package dev.berth.it.oidc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The provider below {@code target}, installed there by npm when it is missing.
 *
 * @param script what node runs; empty when there is none
 * @param missing why there is none, in one sentence; empty when there is one
 */
record InstalledProvider(Optional<Path> script, String missing) {

    /** What the tests were written against. */
    static final String VERSION = "9.13.3";
    private static final Path FOLDER = Path.of(System.getProperty("berth.home", "")).toAbsolutePath().resolve("target/oidc-provider");
    private static final int MINUTES_MAX = 10;

    /** The same each time; the first call of all may take as long as npm does. */
    static InstalledProvider find() {
        return Found.ONCE;
    }

    private static InstalledProvider look() {
        try {
            return new InstalledProvider(Optional.of(installed()), "");
        } catch (IOException e) {
            return none(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return none("interrupted");
        }
    }

    private static Path installed() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        try (FileChannel channel = FileChannel.open(FOLDER.resolve("install.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !Files.isDirectory(FOLDER.resolve("node_modules/oidc-provider"))) {
                install();
            }
            return copyScript();
        }
    }

    private static void install() throws IOException, InterruptedException {
        Path said = FOLDER.resolve("npm.log");
        Process process = new ProcessBuilder(List.of("npm", "install", "--prefix", FOLDER.toString(), "--no-audit", "--no-fund",
                "--ignore-scripts", "oidc-provider@" + VERSION)).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("npm did not end within " + MINUTES_MAX + " minutes");
        }
        if (process.exitValue() != 0) {
            throw new IOException("npm ended with " + process.exitValue() + ": " + Files.readString(said).strip());
        }
    }

    /** Node looks for packages from where a script lies. */
    private static Path copyScript() throws IOException {
        Path script = FOLDER.resolve("provider.mjs");
        try (InputStream in = InstalledProvider.class.getResourceAsStream("/oidc/provider.mjs")) {
            Files.copy(Objects.requireNonNull(in, "The script is in it/resources."), script, StandardCopyOption.REPLACE_EXISTING);
        }
        return script;
    }

    private static InstalledProvider none(String why) {
        return new InstalledProvider(Optional.empty(), "There is no OpenID provider to try: " + why + ".");
    }

    private static final class Found {
        static final InstalledProvider ONCE = look();
    }
}
