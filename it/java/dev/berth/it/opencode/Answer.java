package dev.berth.it.opencode;

import com.sun.net.httpserver.HttpExchange;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** One answer on its way to the client, as the event stream of chat completions. Nothing is sent before there is something to say. */
final class Answer {

    private static final JsonProvider JSON = JsonProvider.provider();

    private final HttpExchange exchange;
    private final Gates gates;
    private final int attempt;
    private OutputStream stream;
    private String finish;
    private JsonObject usage;
    private int calls;
    private boolean over;

    Answer(HttpExchange exchange, Gates gates, int attempt) {
        this.exchange = exchange;
        this.gates = gates;
        this.attempt = attempt;
    }

    /** The how manieth time the client asks for this very step; the first is 1. */
    int attempt() {
        return attempt;
    }

    boolean isOver() {
        return over;
    }

    void text(String text) throws IOException {
        delta(object().add("content", text));
    }

    void reasoning(String text) throws IOException {
        delta(object().add("reasoning_content", text));
    }

    void call(String tool, String arguments) throws IOException {
        JsonObjectBuilder call = object().add("index", calls).add("id", "call_" + Long.toHexString(System.nanoTime()) + "_" + calls)
                .add("type", "function").add("function", object().add("name", tool).add("arguments", arguments));
        calls++;
        delta(object().add("tool_calls", array().add(call)));
    }

    void usage(int prompt, int completion, int cached) {
        usage = object().add("prompt_tokens", prompt).add("completion_tokens", completion).add("total_tokens", prompt + completion)
                .add("prompt_tokens_details", object().add("cached_tokens", cached)).build();
    }

    void finish(String reason) {
        finish = reason;
    }

    void await(String gate) throws InterruptedException {
        gates.await(gate);
    }

    void hang() throws InterruptedException {
        // The thread is interrupted when the provider is closed.
        new CountDownLatch(1).await();
    }

    void refuse(int status, String message, String... headers) throws IOException {
        over = true;
        for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] body = object().add("error", object().add("message", message)).build().toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    void cut() throws IOException {
        throw new IOException("Cut as the script says.");
    }

    /** Ends with a finish reason, unless it has ended in another way. */
    void end() throws IOException {
        if (!over) {
            String reason = finish != null ? finish : calls > 0 ? "tool_calls" : "stop";
            choice(object().add("index", 0).add("delta", JsonValue.EMPTY_JSON_OBJECT).add("finish_reason", reason));
            done();
        }
    }

    void done() throws IOException {
        over = true;
        if (usage != null) {
            frame(object().add("choices", array()).add("usage", usage).build().toString());
        }
        frame("[DONE]");
        stream.close();
    }

    void frame(String data) throws IOException {
        if (stream == null) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            stream = exchange.getResponseBody();
        }
        stream.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        stream.flush();
    }

    private void delta(JsonObjectBuilder delta) throws IOException {
        choice(object().add("index", 0).add("delta", delta));
    }

    private void choice(JsonObjectBuilder choice) throws IOException {
        frame(object().add("choices", array().add(choice)).build().toString());
    }

    private static JsonObjectBuilder object() {
        return JSON.createObjectBuilder();
    }

    private static JsonArrayBuilder array() {
        return JSON.createArrayBuilder();
    }
}
