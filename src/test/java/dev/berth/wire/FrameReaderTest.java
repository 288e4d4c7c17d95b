package dev.berth.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a client sends over a WebSocket")
class FrameReaderTest {

    private static final int CHARS_MAX = 70_000;
    private static final byte[] NONE = {};

    private final Heard heard = new Heard();
    private final FrameReader reader = new FrameReader(heard, CHARS_MAX);

    @ParameterizedTest(name = "{0} bytes at once")
    @DisplayName("is heard in order, however its bytes come")
    @ValueSource(ints = {1, 2, 3, 7, 4_096, 1 << 20})
    void inOrder(int atOnce) {
        String medium = "ü".repeat(200);
        String large = "x".repeat(CHARS_MAX);
        read(new ClientBytes().text("").text("a").text(medium).frame(0x89, new byte[] {1, 2}).text(large).frame(0x8a, NONE)
                .frame(0x88, new byte[] {3, (byte) 0xe8, 'b', 'y', 'e'}).all(), atOnce);
        assertEquals(List.of("text ", "text a", "text " + medium, "ping [1, 2]", "text " + large, "pong", "close 1000"), heard.words);
    }

    @Test
    @DisplayName("in pieces is one text, though a character is cut and a ping comes in between (RFC 6455, 5.4)")
    void pieces() {
        read(new ClientBytes().frame(1, new byte[] {'a', (byte) 0xc3}).frame(0x89, NONE).frame(0, new byte[] {(byte) 0xbc}).frame(0x80, NONE)
                .text("b").all(), 4_096);
        assertEquals(List.of("ping []", "text aü", "text b"), heard.words);
    }

    @Test
    @DisplayName("as a goodbye without a code is heard as that")
    void noCode() {
        read(new ClientBytes().frame(0x88, NONE).all(), 4_096);
        assertEquals(List.of("close " + WireFrame.NO_CODE), heard.words);
    }

    @Test
    @DisplayName("ends the connection when it breaks the protocol, with a code that says so")
    void violations() {
        assertCode(1002, new ClientBytes().frame(0xc1, NONE));
        assertCode(1002, new ClientBytes().frame(0x83, NONE));
        assertCode(1002, new ClientBytes().frame(0x80, NONE));
        assertCode(1002, new ClientBytes().frame(1, NONE).frame(0x81, NONE));
        assertCode(1002, new ClientBytes().frame(9, NONE));
        assertCode(1002, new ClientBytes().frame(0x89, new byte[126]));
        assertCode(1002, new ClientBytes().frame(0x88, new byte[] {3}));
        assertCode(1002, new ClientBytes().frame(0x88, new byte[] {3, (byte) 0xed}));
        assertCode(1003, new ClientBytes().frame(0x82, NONE));
        assertCode(1007, new ClientBytes().frame(0x81, new byte[] {(byte) 0xc3}));
        assertCode(1002, new byte[] {(byte) 0x81, 1, 'a'});
    }

    @Test
    @DisplayName("ends the connection when it is too large, before it has come whole, be it in pieces")
    void tooLarge() {
        assertCode(1009, new ClientBytes().text("x".repeat(CHARS_MAX + 1)));
        assertCode(1009, new ClientBytes().frame(1, new byte[3 * CHARS_MAX]).frame(0x80, new byte[1]));
        assertCode(1009, new byte[] {(byte) 0x81, (byte) 0xff, 0x7f, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4});
        assertCode(1009, new byte[] {(byte) 0x81, (byte) 0xff, (byte) 0x80, 0, 0, 0, 0, 0, 0, 5, 1, 2, 3, 4});
    }

    private static void assertCode(int code, ClientBytes frames) {
        assertCode(code, frames.all());
    }

    private static void assertCode(int code, byte[] bytes) {
        FrameReader fresh = new FrameReader(new Heard(), CHARS_MAX);
        assertEquals(code, assertThrows(Violation.class, () -> fresh.read(bytes, bytes.length)).code());
    }

    private void read(byte[] bytes, int atOnce) {
        for (int from = 0; from < bytes.length; from += atOnce) {
            int length = Math.min(atOnce, bytes.length - from);
            byte[] some = new byte[length];
            System.arraycopy(bytes, from, some, 0, length);
            reader.read(some, length);
        }
    }
}
