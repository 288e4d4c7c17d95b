package dev.berth.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The trace of a request")
class TraceTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    @DisplayName("keeps the id and the trace that its client gives, with a place of its own in the trace")
    void taken() {
        Trace trace = Trace.of("build-17.a_b", "00-" + TRACE + "-00f067aa0ba902b7-01", "s");
        assertEquals("build-17.a_b", trace.request());
        assertEquals(TRACE, trace.traceId());
        assertTrue(trace.traceparent().matches("00-" + TRACE + "-[0-9a-f]{16}-01"), trace.traceparent());
        assertNotEquals("00-" + TRACE + "-00f067aa0ba902b7-01", trace.traceparent());
    }

    @Test
    @DisplayName("takes a trace of a later version for what it knows of it")
    void later() {
        assertTrue(Trace.of(null, "cc-" + TRACE + "-00f067aa0ba902b7-01-what.the-future", null).traceparent()
                .matches("00-" + TRACE + "-[0-9a-f]{16}-01"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb", "é", "0123456789012345678901234567890123456789012345678901234567890123x", "a;b"})
    @DisplayName("gets an id of its own for one that is not sound")
    void made(String unsound) {
        assertTrue(Trace.of(unsound, null, null).request().matches("[0-9a-f]{32}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00-" + TRACE, "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-" + TRACE + "-0000000000000000-01", "ff-" + TRACE + "-00f067aa0ba902b7-01", "00-" + TRACE + "-00f067aa0ba902b7-01-more",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01", "00-" + TRACE + "-00f067aa0ba902b7-01\r\nX: y"})
    @DisplayName("begins a trace of its own for one that is not sound")
    void begun(String unsound) {
        Trace trace = Trace.of(null, unsound, null);
        assertTrue(trace.traceparent().matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00"), trace.traceparent());
        assertNotEquals(TRACE, trace.traceId());
    }

    @Test
    @DisplayName("is left again, also when the work fails, for the one that was there before")
    void left() {
        Trace outer = Trace.of("outer", null, null);
        Trace inner = Trace.of("inner", null, null);
        outer.run(() -> {
            try {
                inner.run(() -> {
                    throw new IllegalStateException("wanted");
                });
            } catch (IllegalStateException e) {
                assertSame(outer, Trace.current());
            }
        });
        assertSame(Trace.NONE, Trace.current());
        assertNull(Trace.current().request());
    }
}
