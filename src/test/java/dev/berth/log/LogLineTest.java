package dev.berth.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A line of the log")
class LogLineTest {

    @Test
    @DisplayName("is a sentence and then fields; one without a value is left out")
    void fields() {
        assertEquals("It failed. session=k3-f9 turn=t1 status=503", LogLine.of("It failed.", "session", "k3-f9", "turn", "t1",
                "reason", null, "status", 503));
    }

    @Test
    @DisplayName("names the request, its trace and its session, as long as the thread works for it")
    void trace() {
        Trace trace = new Trace("r-1", "00-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01", "s-1");
        trace.run(() -> assertEquals("It failed. session=s-1 request=r-1 trace=" + "a".repeat(32), LogLine.of("It failed.")));
        trace.run(() -> assertTrue(LogLine.of("It failed.", "session", "other").startsWith("It failed. session=other request=r-1")));
        assertEquals("It failed.", LogLine.of("It failed."));
    }

    @Test
    @DisplayName("is one line, whatever a value holds, and no value can begin a field")
    void encoded() {
        assertEquals("x v=\"a\\u000d\\u000aINFO request=evil\\u2028\\u0085\\u001b[0m\"",
                LogLine.of("x", "v", "a\r\nINFO request=evil\u2028\u0085\u001b[0m"));
        assertEquals("x v=\"\\\"\\\\\" w=\"\" u=\"\\u00e9\\ud83d\\ude00\"", LogLine.of("x", "v", "\"\\", "w", "", "u", "é😀"));
    }

    @Test
    @DisplayName("cuts long values off")
    void cut() {
        assertEquals("x v=" + "a".repeat(LogLine.VALUE_MAX), LogLine.of("x", "v", "a".repeat(5_000)));
        assertFalse(LogLine.of("x", "v", "\n".repeat(5_000)).contains("\n"));
    }
}
