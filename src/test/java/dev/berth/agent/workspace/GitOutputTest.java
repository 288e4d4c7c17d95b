package dev.berth.agent.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What git prints")
class GitOutputTest {

    private final List<String> progress = new ArrayList<>();

    @Test
    @DisplayName("is progress where git overwrites it, and kept where it does not")
    void isProgressOrKept() {
        assertEquals("Cloning…\nfatal: no", read("Cloning…\nReceiving: 1%\rReceiving: 2%\rfatal: no"));
        assertEquals(List.of("Receiving: 1%", "Receiving: 2%"), progress);
    }

    @Test
    @DisplayName("is read to its end and kept up to a limit, its end rather than its beginning")
    void isBounded() {
        String tail = read("x".repeat(1 << 20) + '\n' + "remote: noise\n".repeat(100_000) + "fatal: the reason\n");

        assertTrue(tail.length() <= GitOutput.TAIL_CHARS_MAX);
        assertTrue(tail.endsWith("remote: noise\nfatal: the reason\n"));
    }

    private String read(String printed) {
        GitOutput output = new GitOutput(new ByteArrayInputStream(printed.getBytes(StandardCharsets.UTF_8)), progress::add);
        output.waitForEnd(0);
        return output.tail();
    }
}
