package dev.berth.it.trials;

import dev.berth.it.bench.client.SlowWire;
import dev.berth.it.bench.client.WireLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The ways to keep a server waiting for the rest of what one began to say. */
enum SlowRequest {

    /** The line that says what is wanted, and then a header that does not end. */
    HEADER("GET /api/sessions?limit=1 HTTP/1.1\r\nHost: localhost\r\n", "X-Slow: " + "y".repeat(4_000)),
    HEADER_THEN_SILENCE("GET /api/sessions?limit=1 HTTP/1.1\r\nHost: local", ""),
    BODY_OF_A_MESSAGE(post("/sessions/ID/messages"), "{\"role\":\"user\",\"content\":\"" + "y".repeat(4_000)),
    BODY_OF_A_PROMPT(post("/chat/ID"), "{\"content\":\"" + "y".repeat(4_000)),
    BODY_THEN_SILENCE(post("/sessions/ID/messages") + "{\"role\":", ""),
    BODY_IN_CHUNKS(head("/api/sessions/ID/messages", "localhost") + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n{\r\n".repeat(500)),
    /** Refused before anybody looks at the body, of which more comes all the same. */
    BODY_OF_WHO_IS_REFUSED(head("/api/sessions/ID/messages", "evil.example") + "Content-Length: 5000\r\n\r\n", "y".repeat(4_000)),
    BODY_OF_A_PAGE(head("/index.html", "localhost") + "Content-Length: 5000\r\n\r\n", "y".repeat(4_000)),
    BODY_OF_A_WEB_SOCKET("GET /api/sessions/ID/websocket HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Content-Length: 5000\r\n\r\n",
            "y".repeat(4_000)),
    SILENCE("", ""),
    /** In, and never anything more: not even an answer to a heartbeat. */
    WEB_SOCKET("GET /api/sessions/ID/websocket HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n", "");

    static final List<SlowRequest> WITH_BODY = List.of(BODY_OF_A_MESSAGE, BODY_OF_A_PROMPT, BODY_THEN_SILENCE, BODY_IN_CHUNKS,
            BODY_OF_WHO_IS_REFUSED, BODY_OF_A_PAGE, BODY_OF_A_WEB_SOCKET);
    static final List<SlowRequest> WITHOUT_BODY = List.of(HEADER, HEADER_THEN_SILENCE, SILENCE, WEB_SOCKET);

    private final String atOnce;
    private final String byteByByte;

    SlowRequest(String atOnce, String byteByByte) {
        this.atOnce = atOnce;
        this.byteByByte = byteByByte;
    }

    SlowWire open(WireLoop loop, int port, String id) {
        try {
            return SlowWire.open(loop, port, bytes(atOnce.replace("ID", id)), bytes(byteByByte));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String post(String path) {
        return head("/api" + path, "localhost") + "Content-Length: 5000\r\n\r\n";
    }

    private static String head(String path, String host) {
        return "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/json\r\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
