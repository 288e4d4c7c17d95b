package dev.berth.agent.opencode;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Speaks OpenCode's HTTP interface and does nothing by itself, so that a test says what happens when: for moments that the real one
 * cannot be brought to.
 */
final class FakeOpenCode implements AutoCloseable {

    static final String SESSION = "ses_1";

    /** Each call as {@code METHOD /path}, without the query. */
    final List<String> calls = new CopyOnWriteArrayList<>();
    /** The message that the latest prompt brought. */
    volatile String prompted;
    private final Map<String, Supplier<String>> answers = new ConcurrentHashMap<>();
    private final List<OutputStream> streams = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    FakeOpenCode() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        answer("GET /global/health", () -> "{\"healthy\":true,\"version\":\"1.18.33\"}");
        answer("POST /session", () -> "{\"id\":\"" + SESSION + "\"}");
        answer("GET /session/status", () -> "{}");
        answer("GET /session/" + SESSION + "/message", () -> "[]");
        answer("GET /permission", () -> "[]");
        answer("GET /question", () -> "[]");
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What is answered from now on; the answer is made, and may be waited for, on a thread of its own. */
    void answer(String call, Supplier<String> json) {
        answers.put(call, json);
    }

    /** Sends an event to all who follow. @param properties with single quotes, and {@code MSG} for the prompt's message */
    void event(String type, String properties) {
        send("{\"directory\":\"/\",\"payload\":{\"type\":\"" + type + "\",\"properties\":" + json(properties) + "}}");
    }

    /** Cuts the event stream, as a network does. */
    void cut() {
        streams.forEach(FakeOpenCode::closeQuietly);
        streams.clear();
    }

    /** JSON from a text with single quotes. */
    String json(String text) {
        return text.replace('\'', '"').replace("MSG", String.valueOf(prompted));
    }

    private void send(String json) {
        for (OutputStream stream : streams) {
            try {
                stream.write(("data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8));
                stream.flush();
            } catch (IOException e) {
                streams.remove(stream);
            }
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String call = exchange.getRequestMethod() + ' ' + exchange.getRequestURI().getPath();
        if (call.equals("GET /global/event")) {
            exchange.sendResponseHeaders(200, 0);
            streams.add(exchange.getResponseBody());
            send("{\"payload\":{\"type\":\"server.connected\",\"properties\":{}}}");
            return;
        }
        if (call.endsWith("/prompt_async")) {
            prompted = body.replaceFirst(".*\"messageID\":\"([^\"]+)\".*", "$1");
        }
        calls.add(call);
        byte[] answer = answers.getOrDefault(call, () -> "true").get().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(answer);
        }
    }

    private static void closeQuietly(OutputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // It is to be broken.
        }
    }

    @Override
    public void close() {
        cut();
        server.stop(0);
        threads.shutdownNow();
    }
}
