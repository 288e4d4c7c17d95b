package dev.berth.agent.opencode.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The lines of OpenCode's events")
class EventLinesTest {

    @Test
    @DisplayName("are read however the network has cut them, in any script")
    void readsWhateverTheCuts() throws IOException {
        String text = "data: {\"a\":\"ü😀\"}\r\n\r\n: a comment\nevent: x\ndata:{\"b\":1}\n\n";
        InputStream oneByteAtATime = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] bytes, int from, int length) {
                return super.read(bytes, from, 1);
            }

            @Override
            public int read(byte[] bytes) {
                return read(bytes, 0, 1);
            }
        };
        EventLines lines = new EventLines(oneByteAtATime);
        assertEquals("ü😀", lines.next().getString("a"));
        assertEquals(1, lines.next().getInt("b"));
        assertNull(lines.next());
    }

    @Test
    @DisplayName("end the stream when one is too long to be held in memory")
    void refusesEndlessLines() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        assertThrows(IOException.class, () -> new EventLines(endless).next());
    }

    @Test
    @DisplayName("end the stream, and not the thread that reads it for all sessions, when one is nested too deeply")
    void refusesWhatIsTooDeep() {
        String deep = "data: {\"a\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}\n";
        InputStream stream = new ByteArrayInputStream(deep.getBytes(StandardCharsets.UTF_8));
        assertThrows(IOException.class, () -> new EventLines(stream).next());
    }

    @Test
    @DisplayName("end the stream when one is no JSON, since its event would be lost unseen")
    void refusesWhatIsNoJson() {
        InputStream broken = new ByteArrayInputStream("data: {\"a\":\n".getBytes(StandardCharsets.UTF_8));
        assertThrows(IOException.class, () -> new EventLines(broken).next());
    }

    @Test
    @DisplayName("end the stream when the parser refuses one in another way: a number too long, or nesting too deep")
    void refusesWhatTheParserDoesNotTake() {
        for (String value : new String[] {"9".repeat(1_200), "[".repeat(2_000) + "]".repeat(2_000)}) {
            InputStream odd = new ByteArrayInputStream(("data: {\"a\":" + value + "}\n").getBytes(StandardCharsets.UTF_8));
            assertThrows(IOException.class, () -> new EventLines(odd).next());
        }
    }
}
