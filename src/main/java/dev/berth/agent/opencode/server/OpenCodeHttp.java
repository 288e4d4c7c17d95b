package dev.berth.agent.opencode.server;

import dev.berth.http.BoundedBody;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests to one OpenCode, with its password, each with a deadline. */
final class OpenCodeHttp {

    /** The largest answer; it holds a message with all that its tools have said. */
    private static final int ANSWER_BYTES_MAX = 64 << 20;

    /** An answer of any status. */
    record Answer(int status, String body) {
    }

    private final HttpClient client;
    private final ScheduledExecutorService timer;
    private final String base;
    private final String authorization;
    private final String traceparent;

    /** @param password or null: none is sent */
    OpenCodeHttp(HttpClient client, ScheduledExecutorService timer, URI url, String password) {
        this.client = client;
        this.timer = timer;
        this.base = url.getScheme() + "://" + url.getRawAuthority().replaceFirst("^.*@", "") + url.getRawPath().replaceFirst("/+$", "");
        this.authorization = password == null ? null : "Basic " + Base64.getEncoder()
                .encodeToString(("opencode:" + password).getBytes(StandardCharsets.UTF_8));
        this.traceparent = null;
    }

    private OpenCodeHttp(OpenCodeHttp other, String traceparent) {
        this.client = other.client;
        this.timer = other.timer;
        this.base = other.base;
        this.authorization = other.authorization;
        this.traceparent = traceparent;
    }

    /** The same with a header {@code traceparent} (W3C Trace Context). @param traceparent or null: none is sent */
    OpenCodeHttp tracedBy(String traceparent) {
        return new OpenCodeHttp(this, traceparent);
    }

    /**
     * A client for all requests.
     *
     * @param direct whether a proxy is never asked
     */
    static HttpClient client(Executor threads, boolean direct) {
        // Not HTTP/2: OpenCode takes a POST that offers an upgrade to it, and never answers.
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(threads)
                .followRedirects(HttpClient.Redirect.NEVER).connectTimeout(Duration.ofSeconds(5));
        return (direct ? builder.proxy(HttpClient.Builder.NO_PROXY) : builder).build();
    }

    /** Encoded for a place in a URL. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The path with the directory it is about. */
    static String in(Path directory, String path) {
        return path + (path.contains("?") ? "&" : "?") + "directory=" + encoded(directory.toString());
    }

    /**
     * Asks. Fails with {@link OpenCodeFailure} when there is no answer in time.
     *
     * @param body JSON, or null
     */
    CompletableFuture<Answer> ask(String method, String path, String body, Duration max) {
        HttpRequest request = request(path).timeout(max).header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build();
        CompletableFuture<HttpResponse<String>> asked = client.sendAsync(request, info -> new BoundedBody(ANSWER_BYTES_MAX));
        ScheduledFuture<?> deadline = timer.schedule(() -> asked.completeExceptionally(new TimeoutException()), max.toMillis(),
                TimeUnit.MILLISECONDS);
        return asked.handle((response, failure) -> {
            deadline.cancel(false);
            if (failure != null) {
                throw noAnswer(failure, max);
            }
            return new Answer(response.statusCode(), response.body());
        });
    }

    /** Opens a stream. Blocks until its headers are there. */
    HttpResponse<InputStream> open(String path, Duration max) throws IOException, InterruptedException {
        return client.send(request(path).timeout(max).header("Accept", "text/event-stream").build(), BodyHandlers.ofInputStream());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + path));
        if (traceparent != null) {
            builder.header("traceparent", traceparent);
        }
        return authorization == null ? builder : builder.header("Authorization", authorization);
    }

    private static OpenCodeFailure noAnswer(Throwable failure, Duration max) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String sentence = "The connection to OpenCode broke: " + cause.getMessage();
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            sentence = "OpenCode cannot be reached.";
        } else if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            sentence = "OpenCode has not answered within " + max.toMillis() + " ms.";
        }
        OpenCodeFailure answer = new OpenCodeFailure(OpenCodeFailure.NO_ANSWER, sentence);
        answer.initCause(cause);
        return answer;
    }
}
