package dev.berth.agent.opencode.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A call of OpenCode")
class TracedCallsTest {

    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private HttpServer server;
    private OpenCodeClient client;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            told.add(exchange.getRequestHeaders().getOrDefault("traceparent", List.of("none")).toString());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        client = new OpenCodeClient(new OpenCodeHttp(OpenCodeHttp.client(Runnable::run, true), timer, url, "secret"), Duration.ofSeconds(30));
    }

    @AfterEach
    void stop() {
        server.stop(0);
        timer.shutdownNow();
    }

    @Test
    @DisplayName("tells the trace that its turn belongs to, and one that belongs to none tells nothing")
    void traced() {
        Path folder = Path.of("/workspace");
        client.tracedBy(TRACEPARENT).prompt(folder, "ses_1", "msg_1", "build", null, JsonValue.EMPTY_JSON_ARRAY)
                .toCompletableFuture().join();
        client.tracedBy(null).abort(folder, "ses_1").toCompletableFuture().join();
        client.abort(folder, "ses_1").toCompletableFuture().join();
        assertEquals(List.of("[" + TRACEPARENT + "]", "[none]", "[none]"), told);
    }
}
