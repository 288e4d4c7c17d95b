package dev.berth.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Local mode")
class LocalModeIT {

    private static final String[] UPGRADE = {"Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="};

    private final Berth berth = SharedServer.berth();
    private final int port = berth.port();
    private final RawHttp raw = new RawHttp(port);
    private final List<String> foreignOrigins = List.of("http://evil.example", "null", "http://localhost:1", "http://localhost", "file://",
            "http://localhost:" + port + ".evil.example", "http://evil.example:" + port, "http://xlocalhost:" + port, "",
            "ftp://localhost:" + port, "http://localhost:" + port + "@evil.example", "http://127.0.0.1:" + port);

    @Test
    @DisplayName("refuses a page of another site whatever it asks for")
    void foreignOrigin() {
        byte[] wish = "{\"repoOwner\":\"octo\",\"repoName\":\"evil-origin\"}".getBytes(StandardCharsets.UTF_8);
        for (String origin : foreignOrigins) {
            String line = "Origin: " + origin;
            Problems.assertProblem(403, "Origin", raw.send("POST", "/api/sessions", wish, line, "Content-Type: application/json"));
            Problems.assertProblem(403, "Origin", raw.send("POST", "/api/chat/evil-origin", wish, line, "Content-Type: text/plain"));
            Problems.assertProblem(403, "Origin", raw.get("/api/sessions", line));
        }
        assertEquals("[]", berth.get("/sessions?repo=octo/evil-origin").body());
        assertEquals(404, berth.get("/sessions/evil-origin").status());
    }

    @Test
    @DisplayName("refuses a page of another site a WebSocket, which no browser rule would")
    void foreignOriginOfSocket() {
        String id = berth.newSession();
        for (String origin : foreignOrigins) {
            assertEquals(403, handshake(id, "Origin: " + origin), origin);
        }
        assertEquals(101, handshake(id, "Origin: http://localhost:" + port));
        assertEquals(101, handshake(id));
    }

    @Test
    @DisplayName("refuses what comes through a proxy, and what a foreign page loads like an image, and makes no session of it")
    void proxyAndForeignImage() {
        for (String line : List.of("Forwarded: for=192.0.2.1", "X-Forwarded-For: 192.0.2.1", "Sec-Fetch-Site: cross-site")) {
            Problems.assertProblem(403, "", raw.get("/api/sessions/evil-image/events", line));
        }
        assertEquals(404, berth.get("/sessions/evil-image").status());
        assertEquals(200, raw.get("/api/sessions", "Sec-Fetch-Site: same-origin").status());
    }

    @Test
    @DisplayName("refuses a foreign name that leads to this machine")
    void foreignHost() {
        String id = berth.newSession();
        for (String host : List.of("evil.example", "evil.example:" + port, "localhost.evil.example", "127.0.0.1.evil.example:" + port,
                "10.0.0.1",
                "0.0.0.0:" + port, "localhost@evil.example")) {
            Reply reply = raw.get("/api/sessions", "Host: " + host);
            assertTrue(reply.status() == 403 || reply.status() == 400, host + " gave " + reply.status());
            assertTrue(handshake(id, "Host: " + host) / 100 == 4, host);
            assertTrue(raw.get("/", "Host: " + host).status() / 100 == 4, host);
        }
        Problems.assertProblem(403, "local mode", raw.get("/api/sessions", "Host: evil.example"));
    }

    @Test
    @DisplayName("answers to every name of the loopback, and to its own pages")
    void ownNames() {
        for (String host : List.of("localhost", "127.0.0.1", "LOCALHOST", "[::1]")) {
            assertEquals(200, raw.get("/api/sessions", "Host: " + host + ":" + port).status(), host);
            assertEquals(200, raw.get("/api/sessions", "Host: " + host + ":" + port, "Origin: http://" + host + ":" + port).status(), host);
        }
    }

    @Test
    @DisplayName("gives no other site leave to read, whatever it asks before")
    void preflight() {
        Reply reply = raw.send("OPTIONS", "/api/sessions", new byte[0], "Origin: http://evil.example",
                "Access-Control-Request-Method: POST");
        assertFalse(reply.headers().firstValue("Access-Control-Allow-Origin").isPresent());
        assertFalse(raw.get("/api/sessions",
                "Origin: http://evil.example").headers().firstValue("Access-Control-Allow-Origin").isPresent());
    }

    @Test
    @DisplayName("listens on the loopback only")
    void loopbackOnly() throws Exception {
        for (var net : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (var address : Collections.list(net.getInetAddresses())) {
                assertTrue(address.isLoopbackAddress() || !accepts(address), "It listens on " + address);
            }
        }
    }

    private boolean accepts(InetAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private int handshake(String id, String... more) {
        String[] headers = new String[UPGRADE.length + more.length];
        System.arraycopy(UPGRADE, 0, headers, 0, UPGRADE.length);
        System.arraycopy(more, 0, headers, UPGRADE.length, more.length);
        return raw.get("/api/sessions/" + id + "/websocket", headers).status();
    }
}
