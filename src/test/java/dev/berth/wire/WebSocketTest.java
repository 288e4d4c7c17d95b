package dev.berth.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A WebSocket")
class WebSocketTest {

    private final List<String> told = new ArrayList<>();
    private final FakeConnection connection = new FakeConnection();
    private final WebSocket socket = new WebSocket(new Teller(), 100, Runnable::run);

    @BeforeEach
    void open() {
        Upgrade upgrade = new Upgrade();
        upgrade.serve(socket);
        upgrade.init(connection);
        assertEquals(List.of("opened"), told);
    }

    @Test
    @DisplayName("hears texts, answers pings in kind, and sends in order")
    void talks() throws IOException {
        connection.receive(new ClientBytes().text("hello").frame(0x89, new byte[] {7}).frame(0x8a, new byte[0]).all());
        socket.send(WireFrame.text("answer"), failure -> told.add("sent " + failure));
        assertEquals(List.of("opened", "text hello", "pong", "sent null"), told);
        assertSent(WireFrame.pong(new byte[] {7}), WireFrame.text("answer"));
    }

    @Test
    @DisplayName("answers a goodbye in kind, and is gone once, whatever comes then")
    void goodbye() throws IOException {
        connection.receive(new ClientBytes().frame(0x88, new byte[] {3, (byte) 0xe8}).text("too late").all());
        socket.onError(new IOException("cut"));
        socket.close(1011, "again");
        assertEquals(List.of("opened", "gone"), told);
        assertEquals(1, connection.closes);
        assertSent(WireFrame.close(1000, ""));
    }

    @Test
    @DisplayName("waits with its end until its own goodbye is answered, and sends nothing after it (RFC 6455, 5.5.1)")
    void ownGoodbye() throws IOException {
        socket.close(1012, "later");
        socket.send(WireFrame.text("more"), failure -> told.add("sent " + (failure == null)));
        assertEquals(List.of("opened", "sent false"), told);
        assertEquals(0, connection.closes);
        connection.receive(new ClientBytes().text("unheard").frame(0x88, new byte[] {3, (byte) 0xf4}).all());
        assertEquals(List.of("opened", "sent false", "gone"), told);
        assertEquals(1, connection.closes);
        assertSent(WireFrame.close(1012, "later"));
    }

    @Test
    @DisplayName("says why it ends when the client breaks the protocol, and hears no more of it")
    void violation() throws IOException {
        connection.receive(new ClientBytes().frame(0xc1, new byte[0]).all());
        connection.receive(new ClientBytes().text("unheard").all());
        assertEquals(List.of("opened"), told);
        assertSent(WireFrame.close(1002, "A reserved bit is set."));
    }

    @Test
    @DisplayName("tells whoever sends when the client has left, and gives the connection back")
    void left() {
        socket.onError(new IOException("cut"));
        socket.send(WireFrame.text("more"), failure -> told.add(failure.getMessage()));
        assertEquals(List.of("opened", "gone", "The connection has ended."), told);
        assertEquals(1, connection.closes);
    }

    private void assertSent(byte[]... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            all.writeBytes(frame);
        }
        assertArrayEquals(all.toByteArray(), connection.sent.toByteArray());
    }

    private final class Teller implements WebSocket.Listener {

        @Override
        public void opened() {
            told.add("opened");
        }

        @Override
        public void text(String text) {
            told.add("text " + text);
        }

        @Override
        public void pong() {
            told.add("pong");
        }

        @Override
        public void gone() {
            told.add("gone");
        }
    }
}
