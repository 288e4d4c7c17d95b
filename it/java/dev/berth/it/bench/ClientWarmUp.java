package dev.berth.it.bench;

import com.sun.net.httpserver.HttpServer;
import dev.berth.it.bench.client.ClosedLoop;
import dev.berth.it.bench.client.Requests;
import dev.berth.it.bench.client.WireLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Has the client's own code compiled before anything is measured; whoever came first would pay for it otherwise. */
final class ClientWarmUp {

    private static final int CLIENTS = 32;
    private static final double SECONDS = 3;
    private static final byte[] ANSWER = "{}".getBytes(StandardCharsets.US_ASCII);

    private ClientWarmUp() {
    }

    static void run() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), CLIENTS);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();
        byte[] request = new Requests(port, "").post("/sessions/some/messages", Sessions.PROMPT);
        try (WireLoop loop = new WireLoop(); ClosedLoop clients = new ClosedLoop(loop, port, CLIENTS)) {
            clients.runFor(SECONDS, (client, number) -> request);
        } finally {
            server.stop(0);
        }
    }
}
