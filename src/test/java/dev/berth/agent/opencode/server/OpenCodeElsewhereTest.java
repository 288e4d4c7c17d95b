package dev.berth.agent.opencode.server;

import static dev.berth.agent.opencode.server.RealOpenCode.await;
import static dev.berth.agent.opencode.server.RealOpenCode.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.Relay;
import dev.berth.it.opencode.NeedsOpenCode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsOpenCode
@DisplayName("An OpenCode that runs elsewhere")
class OpenCodeElsewhereTest {

    private static final OpenCodeTimes EAGER = new OpenCodeTimes(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMillis(200),
            Duration.ofSeconds(2), Duration.ofMinutes(1), List.of(Duration.ofMillis(100)), Duration.ofSeconds(5));
    /** Longer than the pause between two heartbeats of OpenCode, and not much. */
    private static final OpenCodeTimes SOON_SILENT = new OpenCodeTimes(Duration.ofSeconds(10), Duration.ofSeconds(13),
            Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMinutes(1), List.of(Duration.ofMillis(100)), Duration.ofSeconds(5));

    @TempDir
    private Path data;
    private final RealOpenCode real = new RealOpenCode();
    private OpenCodeProcess elsewhere;
    private Relay wire;

    @BeforeEach
    void start() throws Exception {
        elsewhere = OpenCodeProcess.launch(RealOpenCode.options(data), RealOpenCode.THREADS);
        await(elsewhere.listening());
        wire = new Relay(elsewhere.url().getPort());
    }

    @AfterEach
    void stop() {
        if (elsewhere != null) {
            wire.close();
            elsewhere.close();
        }
    }

    private URI throughTheWire() {
        return URI.create("http://127.0.0.1:" + wire.port());
    }

    private OpenCodeServer berth(OpenCodeTimes times) {
        return real.server(RealOpenCode.elsewhere(data, throughTheWire(), elsewhere.password()), times);
    }

    @Test
    @DisplayName("serves as well, and is left alone when Berth ends")
    void serves() throws Exception {
        Path workspace = RealOpenCode.workspace(data, "w");
        try (OpenCodeServer server = berth(OpenCodeTimes.STANDARD)) {
            real.untilHeard(server, workspace);
            assertEquals("ready", server.health().state());
            assertNull(server.health().pid());
        }
        assertNull(elsewhere.ended().getNow(null));
    }

    @Test
    @DisplayName("is followed again when the stream of its events is cut, and Berth hears of the gap")
    void comesBackAfterACut() throws Exception {
        Path workspace = RealOpenCode.workspace(data, "w");
        try (OpenCodeServer server = berth(EAGER)) {
            OpenCodeClient client = await(server.ready());
            wire.cut();
            until(() -> !real.gaps.isEmpty());
            assertEquals(client, real.gaps.peek());
            real.untilHeard(server, workspace);
            assertEquals(List.of(), List.copyOf(real.downs));
        }
    }

    @Test
    @DisplayName("is followed again when the stream of its events carries nothing any more, not even a heartbeat")
    void comesBackAfterSilence() {
        try (OpenCodeServer server = berth(SOON_SILENT)) {
            await(server.ready());
            wire.stall();
            until(() -> !real.gaps.isEmpty());
            assertEquals(List.of(), List.copyOf(real.downs));
            assertEquals("ready", server.health().state());
        }
    }

    @Test
    @DisplayName("is down when it is gone, and who asks for it is told that it cannot be reached")
    void goes() throws Exception {
        try (OpenCodeServer server = berth(EAGER)) {
            await(server.ready());
            wire.close();
            until(() -> !real.downs.isEmpty());
            assertEquals(List.of("OpenCode at " + throughTheWire() + " does not answer any more."), List.copyOf(real.downs));
            assertEquals("OpenCode at " + throughTheWire() + " cannot be reached.",
                    assertThrows(OpenCodeUnavailable.class, () -> await(server.ready())).getMessage());
            assertEquals("down", server.health().state());
        }
    }

    @Test
    @DisplayName("is not used with a wrong password, and no password is ever logged")
    void refusesAWrongPassword() {
        URI withUser = URI.create(throughTheWire().toString().replace("//", "//somebody:hunter1@"));
        try (LoggedLines lines = new LoggedLines(); OpenCodeServer server = real.server(RealOpenCode.elsewhere(data, withUser, "hunter2"));
                OpenCodeServer right = berth(OpenCodeTimes.STANDARD)) {
            String sentence = assertThrows(OpenCodeUnavailable.class, () -> await(server.ready())).getMessage();
            assertEquals("OpenCode at " + throughTheWire() + " refused the password.", sentence);
            await(right.ready());
            wire.cut();
            until(() -> !real.gaps.isEmpty());
            assertTrue(lines.all().contains("refused the password"), lines::all);
            for (String secret : List.of("hunter1", "hunter2", elsewhere.password())) {
                assertTrue(!lines.all().contains(secret), lines::all);
            }
        }
    }

    @Test
    @DisplayName("is not used when it is another version")
    void refusesAnotherVersion() throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/global/health", exchange -> {
            byte[] body = "{\"healthy\":true,\"version\":\"1.19.0\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        other.start();
        URI url = URI.create("http://127.0.0.1:" + other.getAddress().getPort());
        try (OpenCodeServer server = real.server(RealOpenCode.elsewhere(data, url, null))) {
            assertEquals("OpenCode at " + url + " is version 1.19.0; Berth works with 1.18.33.",
                    assertThrows(OpenCodeUnavailable.class, () -> await(server.ready())).getMessage());
        } finally {
            other.stop(0);
        }
    }
}
