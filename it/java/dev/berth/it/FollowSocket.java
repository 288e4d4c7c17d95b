package dev.berth.it;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A follower by the JDK's own WebSocket. */
public final class FollowSocket implements AutoCloseable {

    private final Frames frames = new Frames();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private final AtomicInteger pings = new AtomicInteger();
    private final WebSocket socket;

    private FollowSocket(HttpClient http, URI uri, String... headers) {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        socket = builder.buildAsync(uri, new Listener()).join();
    }

    /** Connects. @param headers names and values in turn @throws java.util.concurrent.CompletionException when the server refuses */
    public static FollowSocket open(HttpClient http, URI uri, String... headers) {
        return new FollowSocket(http, uri, headers);
    }

    public Frames frames() {
        return frames;
    }

    /** Waits for the first frame. */
    public JsonObject ready() {
        return frames.await("ready").data();
    }

    /** How often the server has asked on the wire whether it is still there. */
    public int pings() {
        return pings.get();
    }

    public FollowSocket send(JsonObject frame) {
        return send(frame.toString());
    }

    public FollowSocket send(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    /** Waits until the server has closed it. @return its close code; 1006 when it said nothing */
    public int awaitClose() throws Exception {
        return closeCode.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    public boolean isOpen() {
        return !closeCode.isDone();
    }

    /** Says goodbye as a client does, and waits for the answer. */
    public int closeKindly() throws Exception {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye").join();
        return awaitClose();
    }

    /** Cuts the connection, as a lost network does. */
    public void cut() {
        socket.abort();
        frames.end("cut");
    }

    @Override
    public void close() {
        cut();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                frames.add(new Frame(null, null, (JsonObject) Json.parse(text.toString())));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
            pings.incrementAndGet();
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
            closeCode.complete(statusCode);
            frames.end("closed with " + statusCode + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closeCode.complete(1006);
            frames.end("broken: " + error);
        }
    }
}
