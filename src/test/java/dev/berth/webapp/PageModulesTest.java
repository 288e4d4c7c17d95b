package dev.berth.webapp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The tests of the page's modules run in Node, without a browser and without any package. */
@DisplayName("The page's modules")
class PageModulesTest {

    private static final Path TESTS = Path.of("src/test/js");

    @Test
    @DisplayName("pass their own tests in Node")
    void pass() throws Exception {
        requireNode();
        List<String> command = new ArrayList<>(List.of("node", "--test"));
        command.addAll(tests());
        Process node = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, node.waitFor(), said);
    }

    private static List<String> tests() throws IOException {
        try (Stream<Path> files = Files.list(TESTS)) {
            return files.map(Path::toString).filter(name -> name.endsWith(".test.mjs")).sorted().toList();
        }
    }

    private static void requireNode() {
        String path = System.getenv().getOrDefault("PATH", "");
        if (Stream.of(path.split(File.pathSeparator)).anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")))) {
            return;
        }
        String why = "node is not installed, so the page's modules were not tried.";
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(why);
        }
        System.out.println("\n*** NOT TRIED: " + why + "\n");
        Assumptions.abort(why);
    }
}
