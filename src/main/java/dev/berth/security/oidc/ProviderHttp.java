package dev.berth.security.oidc;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import dev.berth.http.BoundedBody;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests to the provider: each has an end in time, and its answer one in size. Redirects are not followed. */
final class ProviderHttp implements ResourceRetriever {

    /** The largest answer of a provider; its keys are a few thousand bytes. */
    static final int ANSWER_BYTES_MAX = 1 << 20;
    static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT_MAX).followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1).build();

    /** Gets a document. @throws IOException when there is no good answer */
    String get(URI address) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address).header("Accept", "application/json").timeout(ANSWER_MAX).build();
        HttpResponse<String> answer = send(request);
        if (answer.statusCode() != 200) {
            throw new IOException(address + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        return new Resource(get(URI.create(url.toString())), ContentType.APPLICATION_JSON.getType());
    }

    /** Sends a request of the protocol. @return the answer, of any status */
    HTTPResponse send(HTTPRequest wish) throws IOException, ParseException {
        HttpRequest.Builder request = HttpRequest.newBuilder(wish.getURI()).timeout(ANSWER_MAX).method(wish.getMethod().name(),
                wish.getBody() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(wish.getBody()));
        wish.getHeaderMap().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
        HttpResponse<String> answer = send(request.build());
        HTTPResponse response = new HTTPResponse(answer.statusCode());
        response.setContentType(answer.headers().firstValue("Content-Type").orElse("application/octet-stream"));
        response.setBody(answer.body());
        return response;
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<String>> asked = client.sendAsync(request, info -> new BoundedBody(ANSWER_BYTES_MAX));
        try {
            // The request's own time ends with the headers of its answer.
            return asked.get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(request.uri() + " cannot be reached: " + e.getCause(), e);
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw new IOException(request.uri() + " has not answered in " + ANSWER_MAX.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
