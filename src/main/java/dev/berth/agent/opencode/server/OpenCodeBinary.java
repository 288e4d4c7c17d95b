package dev.berth.agent.opencode.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds the program, or says in one sentence how to get it. */
final class OpenCodeBinary {

    /** The one version that Berth knows: the interface of others differs. */
    static final String VERSION = "1.18.33";

    private static final List<String> KINDS = List.of("", "-baseline", "-musl", "-baseline-musl");

    private OpenCodeBinary() {
    }

    /** @throws OpenCodeUnavailable when there is none */
    static Path find(OpenCodeOptions options) {
        if (options.path() != null) {
            return given(options);
        }
        return Stream.concat(installed(options.folder()), onThePath()).filter(OpenCodeBinary::runs).findFirst()
                .orElseThrow(() -> missing("OpenCode was not found.", options));
    }

    private static Path given(OpenCodeOptions options) {
        Path path = Path.of(options.path()).toAbsolutePath();
        if (!runs(path)) {
            throw missing("OpenCode was not found at " + path + ".", options);
        }
        return path;
    }

    private static Stream<Path> installed(Path folder) {
        Stream<String> others = KINDS.stream().map(kind -> system() + kind);
        return Stream.concat(Stream.of(recommended()), others).map(name -> folder.resolve("node_modules/" + name + "/bin/opencode"));
    }

    private static Stream<Path> onThePath() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator)).filter(folder -> !folder.isEmpty()).map(folder -> Path.of(folder, "opencode"));
    }

    private static boolean runs(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }

    private static OpenCodeUnavailable missing(String what, OpenCodeOptions options) {
        return new OpenCodeUnavailable(what + " Install it with: npm install --prefix " + options.folder() + " " + recommended() + "@"
                + VERSION + " (or set berth.opencode.path or berth.opencode.url).");
    }

    /** The npm package that runs on this machine. */
    static String recommended() {
        return system() + (lacksAvx2() ? "-baseline" : "") + (usesMusl() ? "-musl" : "");
    }

    private static String system() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch");
        return "opencode-" + (os.contains("mac") ? "darwin" : "linux") + (arch.equals("aarch64") ? "-arm64" : "-x64");
    }

    private static boolean lacksAvx2() {
        try {
            Path processor = Path.of("/proc/cpuinfo");
            return system().endsWith("-x64") && Files.exists(processor) && !Files.readString(processor).contains("avx2");
        } catch (IOException e) {
            // Then nothing is known, and most processors have it.
            return false;
        }
    }

    private static boolean usesMusl() {
        try (DirectoryStream<Path> loaders = Files.newDirectoryStream(Path.of("/lib"), "ld-musl-*")) {
            boolean both = Files.exists(Path.of("/lib64/ld-linux-x86-64.so.2"));
            return system().startsWith("opencode-linux") && loaders.iterator().hasNext() && !both;
        } catch (IOException e) {
            // There is no such folder: it is not a Linux with musl.
            return false;
        }
    }
}
