package dev.berth.agent.opencode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.fuzz.Fuzz;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Long runs: {@code -Dtest='*FuzzTest' -Dberth.it.fuzz=10m}. */
@DisplayName("Whatever a diff holds")
class DiffsFuzzTest {

    private static final Path WORKSPACE = Path.of("/work space/a");
    private static final String DIFF = "Index: /work space/a/b.txt\n=====\n--- /work space/a/b.txt\n+++ /work space/a/b.txt\n@@ -1 +1 @@\n-a\n+b\n";

    @Test
    @DisplayName("its lines below the header stay as they are")
    void shown() {
        Fuzz.run("Diffs.shown", in -> {
            String body = "@@ -1 +1 @@\n" + in.text();
            assertEquals("--- b.txt\n" + body, Diffs.shown("Index: x\n--- /work space/a/b.txt\n" + body, WORKSPACE));
            Diffs.shown(in.spoilt(DIFF), WORKSPACE);
        });
    }

    @Test
    @DisplayName("a new file can be put together again from its diff")
    void ofNewFile() {
        Fuzz.run("Diffs.ofNewFile", in -> {
            String content = in.text();
            String diff = Diffs.ofNewFile("b.txt", content);
            String body = diff.substring(diff.indexOf(" @@\n") + 4);
            boolean unended = body.endsWith("\\ No newline at end of file\n");
            String lines = unended ? body.substring(0, body.length() - "\\ No newline at end of file\n".length() - 1) : body;
            assertTrue(lines.isEmpty() || lines.startsWith("+"));
            assertEquals(content, lines.isEmpty() ? "" : lines.substring(1).replace("\n+", "\n"));
        });
    }
}
