package dev.berth.it.bench.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The benchmark's client")
class ReadersTest {

    private final ResponseReader reader = new ResponseReader();

    @Test
    @DisplayName("reads a response with a length, wherever it is cut")
    void length() {
        String response = "HTTP/1.1 201 Created\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello";
        for (int cut = 1; cut < response.length(); cut++) {
            reader.expect(true);
            assertFalse(reader.read(bytes(response.substring(0, cut))));
            assertTrue(reader.read(bytes(response.substring(cut))));
            assertEquals("201 hello true", reader.status() + " " + reader.body() + " " + reader.isLast());
        }
    }

    @Test
    @DisplayName("reads a response in chunks, wherever it is cut")
    void chunks() {
        String response = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\nA;x=y\r\nlo brave n\r\n0\r\n\r\n";
        for (int cut = 1; cut < response.length(); cut++) {
            reader.expect(true);
            assertFalse(reader.read(bytes(response.substring(0, cut))));
            assertTrue(reader.read(bytes(response.substring(cut))));
            assertEquals("200 hello brave n", reader.status() + " " + reader.body());
        }
    }

    @Test
    @DisplayName("takes the end of the connection for the end of a response without a length")
    void untilEnd() {
        reader.expect(true);
        assertFalse(reader.read(bytes("HTTP/1.1 200 OK\r\n\r\nhello")));
        assertTrue(reader.endsWithConnection());
        assertEquals("hello", reader.body());
    }

    @Test
    @DisplayName("hands out a body as it comes, and only the body")
    void sink() {
        List<String> came = new ArrayList<>();
        ResponseReader streaming = new ResponseReader(bytes -> came.add(StandardCharsets.US_ASCII.decode(bytes).toString()));
        streaming.expect(false);
        assertFalse(streaming.read(bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel")));
        assertFalse(streaming.read(bytes("\r\n2\r\nlo\r\n")));
        assertEquals("200 hello", streaming.status() + " " + String.join("", came));
        assertTrue(streaming.body().isEmpty());
    }

    @Test
    @DisplayName("leaves what follows an upgrade to the reader of frames")
    void upgrade() {
        reader.expect(false);
        ByteBuffer bytes = bytes("HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\n\r\nframe");
        assertTrue(reader.read(bytes));
        assertEquals("101 5", reader.status() + " " + bytes.remaining());
    }

    @Test
    @DisplayName("reads frames of every length, wherever they are cut")
    void frames() {
        ByteBuffer all = ByteBuffer.allocate(70_000);
        all.put((byte) 0x81).put((byte) 2).put(bytes("ab"));
        all.put((byte) 0x81).put((byte) 126).putShort((short) 300).put(bytes("c".repeat(300)));
        all.put((byte) 0x81).put((byte) 127).putLong(66_000).put(bytes("d".repeat(66_000)));
        all.put((byte) 0x89).put((byte) 0).flip();
        for (int cut : new int[] {1, 3, 5, 6, 7, 200, 307, 309, 315, 400, 66_000, all.limit() - 1}) {
            List<String> read = new ArrayList<>();
            FrameReader frames = new FrameReader((opcode, payload) -> read.add(opcode + ":" + payload.remaining()));
            frames.read(all.slice(0, cut));
            frames.read(all.slice(cut, all.limit() - cut));
            assertEquals(List.of("1:2", "1:300", "1:66000", "9:0"), read);
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
