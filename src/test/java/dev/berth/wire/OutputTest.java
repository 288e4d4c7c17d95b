package dev.berth.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Output to a client")
class OutputTest {

    private final List<String> told = new ArrayList<>();
    private final Output output = new Output(failure -> told.add("failed: " + failure.getMessage()), () -> told.add("the end"));
    private final Stream stream = new Stream();

    @Test
    @DisplayName("goes out in order, flushed after each piece, and whoever waits is told then")
    void order() {
        begin();
        write("a");
        write("b");
        assertEquals("a|b|", stream.out.toString());
        assertEquals(List.of("a is through", "b is through"), told);
    }

    @Test
    @DisplayName("that was handed over before it began goes out with its beginning")
    void early() {
        write("a");
        assertEquals("", stream.out.toString());
        begin();
        assertEquals("a|", stream.out.toString());
    }

    @Test
    @DisplayName("waits while the client does not read, and asks again before each step")
    void notReady() {
        begin();
        stream.ready = 1;
        write("a");
        write("b");
        assertEquals("a", stream.out.toString());
        assertEquals(List.of(), told);
        stream.ready = Integer.MAX_VALUE;
        output.onWritePossible();
        assertEquals("a|b|", stream.out.toString());
        assertEquals(List.of("a is through", "b is through"), told);
    }

    @Test
    @DisplayName("that fails tells everyone who waits and everyone who comes later, and its owner once")
    void fails() {
        begin();
        stream.ready = 0;
        write("a");
        output.onError(new IOException("cut"));
        output.onError(new IOException("cut again"));
        write("b");
        assertEquals(List.of("failed: cut", "a: cut", "the end", "b: cut"), told);
    }

    @Test
    @DisplayName("goes out in slices when it is large, each flushed")
    void slices() {
        begin();
        output.write(new byte[40_000], failure -> told.add("through"));
        assertEquals(List.of(16_384, 16_384, 7_232), Arrays.stream(stream.out.toString().split("\\|")).map(String::length).toList());
        assertEquals(List.of("through"), told);
    }

    @Test
    @DisplayName("ends with what is said to be the last; what comes later is told so, and the connection stays")
    void last() {
        begin();
        output.writeLast(bytes("bye"), failure -> told.add("bye is through"));
        write("more");
        assertEquals("bye|", stream.out.toString());
        assertEquals(List.of("bye is through", "more: The last has been said."), told);
    }

    @Test
    @DisplayName("may be handed more by who is told that his piece is through")
    void more() {
        begin();
        output.write(bytes("a"), failure -> write("b"));
        assertEquals("a|b|", stream.out.toString());
    }

    @Test
    @DisplayName("of nothing is through when all before it is")
    void nothing() {
        begin();
        write("a");
        output.write(new byte[0], failure -> told.add("all is through"));
        assertEquals(List.of("a is through", "all is through"), told);
    }

    private void begin() {
        output.begin(stream);
        output.onWritePossible();
    }

    private void write(String text) {
        output.write(bytes(text), failure -> told.add(text + (failure == null ? " is through" : ": " + failure.getMessage())));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A container's output, which is ready so many times more. */
    private static final class Stream extends ServletOutputStream {

        private final StringBuilder out = new StringBuilder();
        private int ready = Integer.MAX_VALUE;

        @Override
        public boolean isReady() {
            return ready-- > 0;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            // The test itself says when there is room.
        }

        @Override
        public void write(int one) {
            out.append((char) one);
        }

        @Override
        public void flush() {
            out.append('|');
        }
    }
}
