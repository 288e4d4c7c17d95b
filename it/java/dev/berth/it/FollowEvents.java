package dev.berth.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A follower by Server-Sent Events, read as the HTML standard says and with nothing but an HTTP client. */
public final class FollowEvents implements AutoCloseable {

    private final Frames frames = new Frames();
    private final SseReader reader = new SseReader(frames);
    private final HttpResponse<InputStream> response;

    private FollowEvents(HttpResponse<InputStream> response) {
        this.response = response;
        Thread thread = new Thread(this::read, "follow-events");
        thread.setDaemon(true);
        thread.start();
    }

    public static FollowEvents open(HttpClient http, HttpRequest request) {
        try {
            return new FollowEvents(http.send(request, HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new AssertionError("The stream could not be opened: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    public Frames frames() {
        return frames;
    }

    public int status() {
        return response.statusCode();
    }

    public HttpClient.Version version() {
        return response.version();
    }

    public HttpHeaders headers() {
        return response.headers();
    }

    public FollowEvents expect(int status) {
        if (status() != status) {
            throw new AssertionError("Expected status " + status + ", got " + status());
        }
        return this;
    }

    /** The place that the stream began with; empty before it was told. */
    public String firstEventId() {
        return reader.firstEventId();
    }

    /** What a browser would send as {@code Last-Event-ID}; empty before the first. */
    public String lastEventId() {
        return reader.lastEventId();
    }

    /** The milliseconds that the stream said to wait before coming back; 0 when it said nothing. */
    public int retry() {
        return reader.retry();
    }

    public boolean commented() {
        return reader.commented();
    }

    @Override
    public void close() {
        cut();
    }

    /** Cuts the connection, as a lost network does. */
    public void cut() {
        frames.end("cut");
        try {
            response.body().close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
    }

    private void read() {
        if (status() != 200) {
            // What it says instead of a stream is no stream.
            frames.end("refused: " + status());
            return;
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.line(line);
            }
            frames.end("ended");
        } catch (IOException e) {
            frames.end("broken: " + e);
        }
    }
}
