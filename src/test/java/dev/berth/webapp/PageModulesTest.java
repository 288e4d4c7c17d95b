package dev.berth.webapp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The tests of the page's modules run in Node, without a browser and without any package but those of the web jars. */
@DisplayName("The page's modules")
class PageModulesTest {

    private static final Path TESTS = Path.of("src/test/js");
    private static final Path LIBRARIES = Path.of("target/webjars");

    @Test
    @DisplayName("pass their own tests in Node")
    void pass() throws Exception {
        Node.require("node");
        WebJars.addresses().forEach(address -> WebJars.takeOut(address, LIBRARIES));
        List<String> command = new ArrayList<>(List.of("node", "--test"));
        command.addAll(tests());
        Node.Said said = Node.run(command);
        assertEquals(0, said.status(), said.words());
    }

    private static List<String> tests() throws IOException {
        try (Stream<Path> files = Files.list(TESTS)) {
            return files.map(Path::toString).filter(name -> name.endsWith(".test.mjs")).sorted().toList();
        }
    }
}
