package dev.berth.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The engine of the peer, below {@code target}, installed there by npm when it is missing.
 *
 * @param path where it is; empty when there is none
 * @param missing why there is none, in one sentence; empty when there is one
 */
record InstalledWorkerd(Optional<Path> path, String missing) {

    /** What the peer was written against. */
    static final String VERSION = "1.20261117.1";
    private static final int MINUTES_MAX = 10;

    static InstalledWorkerd find(Path home) {
        try {
            return new InstalledWorkerd(Optional.of(installed(home.resolve("target/workerd"))), "");
        } catch (IOException e) {
            return none(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return none("interrupted");
        }
    }

    private static Path installed(Path folder) throws IOException, InterruptedException {
        Path binary = folder.resolve("node_modules/@cloudflare").resolve(npmPackage()).resolve("bin/workerd");
        if (!Files.isExecutable(binary)) {
            Files.createDirectories(folder);
            install(folder);
        }
        if (!Files.isExecutable(binary)) {
            throw new IOException("npm has brought no " + npmPackage());
        }
        return binary;
    }

    private static void install(Path folder) throws IOException, InterruptedException {
        Path said = folder.resolve("npm.log");
        Process process = new ProcessBuilder(List.of("npm", "install", "--prefix", folder.toString(), "--no-audit", "--no-fund",
                "--ignore-scripts", "workerd@" + VERSION)).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("npm did not end within " + MINUTES_MAX + " minutes");
        }
        if (process.exitValue() != 0) {
            throw new IOException("npm ended with " + process.exitValue() + ": " + Files.readString(said).strip());
        }
    }

    private static String npmPackage() throws IOException {
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new IOException("the benchmark reads /proc, so it runs on Linux only");
        }
        boolean arm = System.getProperty("os.arch").toLowerCase(Locale.ROOT).matches("aarch64|arm64");
        return "workerd-linux-" + (arm ? "arm64" : "64");
    }

    private static InstalledWorkerd none(String why) {
        return new InstalledWorkerd(Optional.empty(), "There is no workerd to compare with, so there are no ratios: " + why + ".");
    }
}
