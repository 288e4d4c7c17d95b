package dev.berth.it.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.it.Berth;
import dev.berth.it.Frame;
import dev.berth.it.Frames;
import dev.berth.it.Json;
import dev.berth.it.Reply;
import dev.berth.openapi.Description;
import dev.berth.openapi.Operation;
import dev.berth.openapi.Schemas;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A client that holds everything against the description which the server serves: the address, each answer's status, type, body
 * and headers, and of what succeeds the request too.
 */
final class DescribedBerth {

    private static final String STREAM = "text/event-stream";
    private static final String JSON = "application/json";
    private static final JsonProvider JSON_PROVIDER = JsonProvider.provider();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Berth berth;
    private final Description description;
    private final Schemas schemas;
    private final Set<String> succeeded = new TreeSet<>();
    private final Set<String> refused = new TreeSet<>();

    DescribedBerth(Berth berth) {
        this.berth = berth;
        this.description = Description.ofJson(served(berth, JSON).expect(200).body());
        this.schemas = new Schemas(description);
    }

    /** The description as the server gives it, for those who accept this type. */
    static Reply served(Berth berth, String accept) {
        HttpRequest request = HttpRequest.newBuilder(berth.at("/openapi")).header("Accept", accept).build();
        try {
            return Reply.of(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError("The description could not be read: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    Berth berth() {
        return berth;
    }

    Description description() {
        return description;
    }

    /** The names of the operations that have succeeded, and of those that have refused something. */
    Set<String> succeeded() {
        return succeeded;
    }

    Set<String> refused() {
        return refused;
    }

    Reply get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    Reply delete(String path, String... headers) {
        return send("DELETE", path, null, headers);
    }

    Reply post(String path) {
        return send("POST", path, null);
    }

    Reply post(String path, JsonStructure body, String... headers) {
        return send("POST", path, body.toString(), headers);
    }

    Reply patch(String path, JsonStructure body, String... headers) {
        return send("PATCH", path, body.toString(), headers);
    }

    Reply put(String path, JsonStructure body) {
        return send("PUT", path, body.toString());
    }

    /**
     * Sends a request and checks the answer. Of a stream only the head is read.
     *
     * @param path below {@code /api}
     * @param body null for none; JSON unless the headers say otherwise
     */
    Reply send(String method, String path, String body, String... headers) {
        Operation operation = operation(method, path);
        Reply reply = exchange(method, path, body, headers);
        if (reply.status() < 400) {
            requireRequest(operation, path, body);
        }
        check(operation, reply);
        return reply;
    }

    /** Checks an answer that came by another way. */
    void check(String method, String path, Reply reply) {
        check(operation(method, path), reply);
    }

    /** Checks what an event stream told. */
    void checkStream(String method, String path, Frames frames) {
        Operation operation = operation(method, path);
        succeeded.add(operation.name());
        frames.all().forEach(frame -> requireFits(operation.name(), schema(operation, "200", STREAM), frame.data().toString()));
    }

    /** Checks what a WebSocket told. */
    void checkSocket(Frames frames) {
        Operation operation = operation("GET", "/sessions/any/websocket");
        succeeded.add(operation.name());
        frames.all().forEach(frame -> requireFits(operation.name(), schema(operation, "101", JSON), frame.data().toString()));
    }

    /** A client's frame, which must be as the description says. */
    JsonObject checked(JsonObject clientFrame) {
        requireFits("a client's frame", component("ClientFrame"), clientFrame.toString());
        return clientFrame;
    }

    /** Requires that every type of frame that a choice names has been seen, so that none is described in vain or checked by nobody. */
    void requireAllTypes(String choice, List<Frame> seen) {
        Set<String> described = component(choice).path("oneOf").valueStream().flatMap(frame -> description.resolve(frame).at(
                "/properties/type/enum").valueStream()).map(JsonNode::asString).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(described, seen.stream().map(Frame::type).collect(Collectors.toCollection(TreeSet::new)), choice);
    }

    private Operation operation(String method, String path) {
        String address = "/api" + path.split("\\?", 2)[0];
        return description.find(method, address)
                .orElseThrow(() -> new AssertionError(method + " " + address + " is not in the description."));
    }

    private void requireRequest(Operation operation, String path, String body) {
        String query = path.contains("?") ? path.substring(path.indexOf('?') + 1) : "";
        Set<String> known = operation.parameters().map(description::resolve)
                .filter(parameter -> parameter.path("in").asString().equals("query"))
                .map(parameter -> parameter.path("name").asString()).collect(Collectors.toSet());
        Stream.of(query.split("&")).filter(pair -> !pair.isEmpty()).map(pair -> pair.split("=", 2)[0])
                .forEach(name -> assertTrue(known.contains(name), () -> operation.name() + " does not know the parameter " + name));
        if (body != null) {
            JsonNode schema = description.resolve(operation.node().path("requestBody")).path("content").path(JSON).path("schema");
            assertTrue(schema.isObject(), () -> operation.name() + " has no body in the description.");
            requireFits(operation.name() + " was sent", schema, withoutNulls(body));
        }
    }

    /** What is null counts as left out. */
    private static String withoutNulls(String body) {
        JsonObjectBuilder given = JSON_PROVIDER.createObjectBuilder((JsonObject) Json.parse(body));
        ((JsonObject) Json.parse(body)).forEach((name, value) -> {
            if (value == JsonValue.NULL) {
                given.remove(name);
            }
        });
        return given.build().toString();
    }

    private void check(Operation operation, Reply reply) {
        (reply.status() < 400 ? succeeded : refused).add(operation.name());
        String status = Integer.toString(reply.status());
        JsonNode answer = description.resolve(operation.node().path("responses").path(status));
        String what = operation.name() + " " + status;
        assertTrue(answer.isObject(), () -> what + " is not in the description: " + reply.body());
        JsonNode content = answer.path("content");
        String type = reply.header("Content-Type").split(";", 2)[0];
        if (content.isMissingNode()) {
            assertEquals("", reply.body(), what);
            return;
        }
        assertTrue(content.has(type), () -> what + " came as " + type + ", but the description says " + content.propertyNames());
        if (!type.equals(STREAM)) {
            requireFits(what, content.path(type).path("schema"), reply.body());
        }
        requireHeaders(what, answer, reply);
    }

    /** What makes an answer useful beside its body is there whenever it is described; when to ask again is not always known. */
    private static void requireHeaders(String what, JsonNode answer, Reply reply) {
        answer.path("headers").propertyNames().stream().filter(name -> name.equals("Location") || name.equals("ETag"))
                .forEach(name -> assertTrue(!reply.header(name).isEmpty(), () -> what + " has no " + name));
    }

    private void requireFits(String what, JsonNode schema, String json) {
        assertTrue(schema.isObject(), () -> what + " has no schema.");
        assertEquals(List.of(), schemas.faults(schema, json), () -> what + ": " + json);
    }

    private JsonNode schema(Operation operation, String status, String type) {
        return description.resolve(operation.node().path("responses").path(status)).path("content").path(type).path("schema");
    }

    private JsonNode component(String name) {
        return description.root().path("components").path("schemas").path(name);
    }

    private Reply exchange(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(berth.at("/api" + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (body != null && Stream.of(headers).noneMatch("Content-Type"::equalsIgnoreCase)) {
            request.header("Content-Type", JSON);
        }
        try {
            return read(http.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " got no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static Reply read(HttpResponse<InputStream> response) throws IOException {
        Optional<String> type = response.headers().firstValue("Content-Type");
        try (InputStream in = response.body()) {
            String body = type.orElse("").startsWith(STREAM) ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Reply(response.statusCode(), response.headers(), body);
        }
    }
}
