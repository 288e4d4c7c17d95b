package dev.berth.it;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;

/** A small client of one server. Paths are those below {@code /api}; headers are names and values in turn. */
public final class Berth {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);
    private static final Duration CONNECT_MAX = Duration.ofSeconds(20);

    private final HttpClient http;
    private final String tls;
    private final int port;
    private final String[] always;

    public Berth(int port) {
        this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_MAX).build(), "", port, new String[0]);
    }

    /** A client by TLS and, where it is offered, HTTP/2. */
    public Berth(int port, SSLContext trust) {
        this(HttpClient.newBuilder().sslContext(trust).connectTimeout(CONNECT_MAX).build(), "s", port, new String[0]);
    }

    private Berth(HttpClient http, String tls, int port, String[] always) {
        this.http = http;
        this.tls = tls;
        this.port = port;
        this.always = always;
    }

    /** The same server, asked with a credential. @param bearer a secret or token */
    public Berth as(String bearer) {
        return new Berth(http, tls, port, new String[] {"Authorization", "Bearer " + bearer});
    }

    public int port() {
        return port;
    }

    /** The address of a page or of a path below {@code /api} with that in front. */
    public URI at(String path) {
        return URI.create("http" + tls + "://localhost:" + port + path);
    }

    public Reply get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    public Reply delete(String path, String... headers) {
        return send("DELETE", path, BodyPublishers.noBody(), headers);
    }

    public Reply post(String path, JsonStructure body, String... headers) {
        return post(path, body.toString(), headers);
    }

    public Reply post(String path, String body, String... headers) {
        return send("POST", path, BodyPublishers.ofString(body), json(headers));
    }

    /** A POST without a body. */
    public Reply post(String path) {
        return send("POST", path, BodyPublishers.noBody());
    }

    public Reply patch(String path, JsonStructure body, String... headers) {
        return send("PATCH", path, BodyPublishers.ofString(body.toString()), json(headers));
    }

    public Reply put(String path, JsonStructure body, String... headers) {
        return send("PUT", path, BodyPublishers.ofString(body.toString()), json(headers));
    }

    /** @throws NoAnswer when the server is not there, or goes before it has answered */
    public Reply send(String method, String path, BodyPublisher body, String... headers) {
        try {
            return Reply.of(http.send(request(method, path, body, headers).timeout(ANSWER_MAX).build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new NoAnswer(method + " " + path + " got no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Makes a session. @return its id */
    public String newSession() {
        return newSession("local");
    }

    public String newSession(String userId) {
        JsonObject wish = Json.object("userId", userId, "repoOwner", "octo", "repoName", "berth");
        return post("/sessions", wish).expect(201).object().getString("id");
    }

    public JsonObject session(String id) {
        return get("/sessions/" + id).expect(200).object();
    }

    /** Stores a message of the user without a turn. @return the message */
    public JsonObject store(String id, String content) {
        return post("/sessions/" + id + "/messages", Json.object("role", "user", "content", content)).expect(201).object();
    }

    /** Starts or queues a turn. @return what the 202 says */
    public JsonObject prompt(String id, String content) {
        return post("/chat/" + id + "?wait=false", Json.object("content", content)).expect(202).object();
    }

    /** Prompts and waits for the end of the turn. @return the turn */
    public JsonObject promptToEnd(String id, String content) {
        return awaitTurn(id, prompt(id, content).getString("turnId"), "completed");
    }

    /** Prompts, and follows the turn by the stream of the answer. */
    public FollowEvents chat(String id, String content) {
        return chat(id, Json.object("content", content));
    }

    public FollowEvents chat(String id, JsonObject wish) {
        BodyPublisher body = BodyPublishers.ofString(wish.toString());
        return FollowEvents.open(http, request("POST", "/chat/" + id, body, json("Accept", "text/event-stream")).build());
    }

    /** The latest 200 messages, oldest first. */
    public JsonArray messages(String id) {
        return get("/chat/" + id + "/messages?limit=200").expect(200).array();
    }

    /** The text of each of the latest 200 messages by its id. */
    public Map<String, String> texts(String id) {
        Map<String, String> texts = new LinkedHashMap<>();
        messages(id).getValuesAs(JsonObject.class).forEach(m -> texts.put(m.getString("id"), FollowedText.textOf(m)));
        return texts;
    }

    public JsonArray turns(String id) {
        return get("/sessions/" + id + "/turns").expect(200).array();
    }

    public JsonObject turn(String id, String turnId) {
        return turns(id).getValuesAs(JsonObject.class).stream().filter(turn -> turn.getString("id").equals(turnId)).findFirst()
                .orElseThrow(() -> new AssertionError("no turn " + turnId));
    }

    public JsonObject awaitTurn(String id, String turnId, String state) {
        return Await.until("turn " + state, () -> turn(id, turnId), turn -> turn.getString("state").equals(state));
    }

    /** @param query such as {@code ?after=0}, or empty */
    public FollowSocket socket(String id, String query) {
        URI uri = URI.create("ws" + tls + "://localhost:" + port + "/api/sessions/" + id + "/websocket" + query);
        return FollowSocket.open(http, uri, always);
    }

    /** A stream of events at any path below {@code /api}. */
    public FollowEvents events(String path, String... headers) {
        return FollowEvents.open(http, request("GET", path, BodyPublishers.noBody(), headers).build());
    }

    public static String newId() {
        return "it-" + UUID.randomUUID();
    }

    private HttpRequest.Builder request(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at("/api" + path)).method(method, body);
        if (always.length > 0) {
            request.headers(always);
        }
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static String[] json(String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i].equalsIgnoreCase("Content-Type")) {
                return headers;
            }
        }
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/json";
        return all;
    }
}
