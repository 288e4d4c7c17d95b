package dev.berth.webapp;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Node and what comes with it, for tests of the page's modules. */
final class Node {

    private Node() {
    }

    /** Ends the test where there is no such program. */
    static void require(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        if (Stream.of(path.split(File.pathSeparator)).noneMatch(folder -> Files.isExecutable(Path.of(folder, program)))) {
            missing(program + " is not installed.");
        }
    }

    /** Ends a test that cannot run: as a failure where nothing may be left out ({@code CI=true}), else aborted and said loudly. */
    static void missing(String why) {
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError("Not tried: " + why);
        }
        System.out.println("\n*** NOT TRIED: " + why + "\n");
        Assumptions.abort(why);
    }

    /** Runs a command to its end. */
    static Said run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), words);
    }

    /** How a command ended, and all that it wrote. */
    record Said(int status, String words) {
    }
}
