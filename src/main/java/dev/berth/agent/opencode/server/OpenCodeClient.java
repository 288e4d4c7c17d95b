package dev.berth.agent.opencode.server;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Calls of OpenCode's HTTP interface. Each returns at once; a call that fails does so with {@link OpenCodeFailure}, one without
 * an answer after 10 seconds. Stages complete on threads of the client, which must not be blocked.
 *
 * <p>A directory is the absolute path of a workspace that exists: OpenCode accepts others without a word.
 */
public final class OpenCodeClient {

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int GONE = 404;

    private final OpenCodeHttp http;
    private final Duration max;

    OpenCodeClient(OpenCodeHttp http, Duration max) {
        this.http = http;
        this.max = max;
    }

    /** The same OpenCode, which is told with each call the trace that the call belongs to. @param traceparent or null: none */
    public OpenCodeClient tracedBy(String traceparent) {
        return new OpenCodeClient(http.tracedBy(traceparent), max);
    }

    /**
     * Makes a session of OpenCode.
     *
     * @param berthSessionId the session of Berth it is for, kept with it as {@code metadata.berthSession}
     * @return its id, {@code ses_…}
     */
    public CompletionStage<String> createSession(Path directory, String title, String berthSessionId) {
        JsonObject body = JSON.createObjectBuilder().add("title", title)
                .add("metadata", JSON.createObjectBuilder().add("berthSession", berthSessionId)).build();
        return json("POST", OpenCodeHttp.in(directory, "/session"), body).thenApply(session -> session.asJsonObject().getString("id"));
    }

    public CompletionStage<Boolean> sessionExists(Path directory, String session) {
        String path = session(directory, session, "");
        return http.ask("GET", path, null, max)
                .thenApply(answer -> answer.status() != GONE && OpenCodeAnswers.succeeded("GET", path, answer) != null);
    }

    /**
     * Starts a turn, or adds to the one that runs. Done when OpenCode has taken the message; its answer comes as events. The
     * second time with the same ids does nothing, or resumes a turn that was cut off.
     *
     * @param messageId {@code msg_…}, made by the caller
     * @param model {@code provider/model}, or null: OpenCode's own choice
     * @param parts what is asked, each with an id {@code prt_…} made by the caller; OpenCode orders them by these
     */
    public CompletionStage<Void> prompt(Path directory, String session, String messageId, String agent, String model,
            JsonArray parts) {
        JsonObjectBuilder body = JSON.createObjectBuilder().add("messageID", messageId).add("agent", agent);
        if (model != null) {
            int slash = model.indexOf('/');
            body.add("model", JSON.createObjectBuilder().add("providerID", model.substring(0, Math.max(slash, 0)))
                    .add("modelID", model.substring(slash + 1)));
        }
        body.add("parts", parts);
        return done("POST", session(directory, session, "/prompt_async"), body.build());
    }

    /** Aborts what runs. Succeeds as well when nothing runs, even when it is about to. */
    public CompletionStage<Void> abort(Path directory, String session) {
        return done("POST", session(directory, session, "/abort"), null);
    }

    /** Deletes a session, which must not be busy. The second time does nothing. */
    public CompletionStage<Void> deleteSession(Path directory, String session) {
        String path = session(directory, session, "");
        return http.ask("DELETE", path, null, max).thenAccept(answer -> {
            if (answer.status() != GONE) {
                OpenCodeAnswers.succeeded("DELETE", path, answer);
            }
        });
    }

    /** The sessions that are not idle, by id: {@code {"type": "busy"}} or {@code {"type": "retry", …}}. */
    public CompletionStage<JsonObject> status(Path directory) {
        return json("GET", OpenCodeHttp.in(directory, "/session/status"), null).thenApply(JsonValue::asJsonObject);
    }

    /** The newest messages of a session, the oldest of them first: {@code {info, parts}}. */
    public CompletionStage<List<JsonObject>> messages(Path directory, String session, int limit) {
        return json("GET", session(directory, session, "/message?limit=" + limit), null)
                .thenApply(found -> found.asJsonArray().getValuesAs(JsonObject.class));
    }

    /** The permissions that are asked now, by all sessions of a directory. */
    public CompletionStage<JsonArray> permissions(Path directory) {
        return json("GET", OpenCodeHttp.in(directory, "/permission"), null).thenApply(JsonValue::asJsonArray);
    }

    /** The questions that are open now, of all sessions of a directory. */
    public CompletionStage<JsonArray> questions(Path directory) {
        return json("GET", OpenCodeHttp.in(directory, "/question"), null).thenApply(JsonValue::asJsonArray);
    }

    /**
     * Answers a permission. Fails with status 404 when it is not asked any more.
     *
     * @param reply {@code once}, {@code always} or {@code reject}
     * @param message for the model, or null
     */
    public CompletionStage<Void> replyPermission(Path directory, String permissionId, String reply, String message) {
        JsonObjectBuilder body = JSON.createObjectBuilder().add("reply", reply);
        if (message != null) {
            body.add("message", message);
        }
        return done("POST", reply(directory, "/permission/", permissionId, "/reply"), body.build());
    }

    /**
     * Answers a question. Fails with status 404 when it is not open any more.
     *
     * @param answers for each of its questions the chosen labels, {@code [["Blue"]]}
     */
    public CompletionStage<Void> replyQuestion(Path directory, String questionId, JsonArray answers) {
        return done("POST", reply(directory, "/question/", questionId, "/reply"),
                JSON.createObjectBuilder().add("answers", answers).build());
    }

    /** Leaves a question without an answer. Fails with status 404 when it is not open any more. */
    public CompletionStage<Void> rejectQuestion(Path directory, String questionId) {
        return done("POST", reply(directory, "/question/", questionId, "/reject"), null);
    }

    /** Ends all that runs in a directory, and frees its memory; the sessions stay. */
    public CompletionStage<Void> disposeInstance(Path directory) {
        return done("POST", OpenCodeHttp.in(directory, "/instance/dispose"), JsonValue.EMPTY_JSON_OBJECT);
    }

    /** Ends all that runs anywhere. */
    CompletableFuture<Void> disposeAll(Duration within) {
        return http.ask("POST", "/global/dispose", "{}", within)
                .thenAccept(answer -> OpenCodeAnswers.succeeded("POST", "/global/dispose", answer));
    }

    /** The version, when it is well. */
    CompletableFuture<String> version(Duration within) {
        return http.ask("GET", "/global/health", null, within)
                .thenApply(answer -> parsed(OpenCodeAnswers.succeeded("GET", "/global/health", answer)))
                .thenApply(health -> health.asJsonObject().getString("version", "?"));
    }

    private CompletableFuture<Void> done(String method, String path, JsonValue body) {
        return ask(method, path, body).thenApply(answer -> null);
    }

    private CompletableFuture<JsonValue> json(String method, String path, JsonValue body) {
        return ask(method, path, body).thenApply(OpenCodeClient::parsed);
    }

    private CompletableFuture<String> ask(String method, String path, JsonValue body) {
        return http.ask(method, path, body == null ? null : body.toString(), max)
                .thenApply(answer -> OpenCodeAnswers.succeeded(method, path, answer));
    }

    private static JsonValue parsed(String body) {
        try (JsonReader reader = JSON.createReader(new StringReader(body))) {
            return reader.readValue();
        } catch (RuntimeException e) {
            // Not only JsonException: the parser says in its own way that an answer is nested too deeply.
            throw new OpenCodeFailure(OpenCodeFailure.NO_ANSWER, "OpenCode's answer is not JSON.");
        }
    }

    private static String session(Path directory, String session, String rest) {
        return OpenCodeHttp.in(directory, "/session/" + OpenCodeHttp.encoded(session) + rest);
    }

    private static String reply(Path directory, String kind, String id, String rest) {
        return OpenCodeHttp.in(directory, kind + OpenCodeHttp.encoded(id) + rest);
    }
}
