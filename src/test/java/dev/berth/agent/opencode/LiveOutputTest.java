package dev.berth.agent.opencode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The output of a tool that runs")
class LiveOutputTest {

    private final LiveOutput output = new LiveOutput();

    @Test
    @DisplayName("is told as far as it is new")
    void grows() {
        assertEquals("one\n", output.more("one\n"));
        assertEquals("", output.more("one\n"));
        assertEquals("two\n", output.more("one\ntwo\n"));
    }

    @Test
    @DisplayName("is told without a gap and without a repeat when OpenCode shows only its end")
    void slides() {
        StringBuilder all = new StringBuilder();
        StringBuilder told = new StringBuilder();
        for (int i = 0; all.length() < 200_000; i++) {
            all.append("line ").append(i).append('\n');
            if (i % 100 == 99) {
                told.append(output.more(window(all)));
            }
        }
        assertEquals(all.substring(0, told.length()), told.toString());
    }

    @Test
    @DisplayName("goes on with what there is when the end of what was told is gone")
    void jumps() {
        output.more("a".repeat(1_000));
        assertEquals("b".repeat(30_000), output.more("...\n\n" + "b".repeat(30_000)));
    }

    @Test
    @DisplayName("is told no further than its limit")
    void limit() {
        assertEquals(LiveOutput.SHOWN_MAX, output.more("x".repeat(LiveOutput.SHOWN_MAX + 5)).length());
        assertEquals("", output.more("x".repeat(LiveOutput.SHOWN_MAX + 10)));
    }

    private static String window(CharSequence all) {
        return all.length() <= 30_000 ? all.toString() : "...\n\n" + all.subSequence(all.length() - 30_000, all.length());
    }
}
