package dev.berth.it.bench.client;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;

/** Reads HTTP/1.1 responses, one after the other, as their bytes come. Bodies are skipped unless they are wanted. */
final class ResponseReader {

    private enum Place { HEAD, BODY, CHUNK_SIZE, CHUNK, CHUNK_END, TRAILER, UNTIL_END }

    private final StringBuilder line = new StringBuilder(64);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final Consumer<ByteBuffer> sink;
    private Place place = Place.HEAD;
    private boolean keep;
    private boolean begun;
    private boolean last;
    private int status;
    private long left;
    private boolean chunked;

    ResponseReader() {
        this(null);
    }

    /** @param sink gets each stretch of a body as it comes, for as long as the call lasts; null for none */
    ResponseReader(Consumer<ByteBuffer> sink) {
        this.sink = sink;
    }

    /** Makes ready for the next response. @param keepBody whether {@link #body} is wanted */
    void expect(boolean keepBody) {
        keep = keepBody;
        begun = false;
        last = false;
        status = 0;
        left = -1;
        chunked = false;
        place = Place.HEAD;
        body.reset();
        line.setLength(0);
    }

    /** @return whether the response is complete; what follows it stays in the buffer */
    boolean read(ByteBuffer in) {
        while (in.hasRemaining()) {
            if (step(in)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the end of the connection is the end of the response, as it is for one without a length. */
    boolean endsWithConnection() {
        return place == Place.UNTIL_END;
    }

    boolean hasBegun() {
        return begun;
    }

    int status() {
        return status;
    }

    /** Whether the server closes the connection after this one. */
    boolean isLast() {
        return last;
    }

    String body() {
        return body.toString(StandardCharsets.UTF_8);
    }

    private boolean step(ByteBuffer in) {
        return switch (place) {
            case BODY -> take(in);
            case CHUNK -> endChunk(take(in));
            case UNTIL_END -> takeAll(in);
            default -> lineOf(in) && lineRead();
        };
    }

    private boolean lineRead() {
        String text = line.toString();
        line.setLength(0);
        return switch (place) {
            case HEAD -> text.isEmpty() ? headRead() : header(text);
            case CHUNK_SIZE -> chunkSize(text);
            case TRAILER -> text.isEmpty();
            default -> goTo(Place.CHUNK_SIZE);
        };
    }

    private boolean header(String text) {
        if (!begun) {
            begun = true;
            status = Integer.parseInt(text.substring(9, 12));
            return false;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-length:")) {
            left = Long.parseLong(lower.substring(15).strip());
        } else if (lower.startsWith("transfer-encoding:")) {
            chunked = lower.contains("chunked");
        } else if (lower.startsWith("connection:")) {
            last = lower.contains("close");
        }
        return false;
    }

    private boolean headRead() {
        if (chunked) {
            return goTo(Place.CHUNK_SIZE);
        }
        if (left < 0 && status != 204 && status != 101) {
            return goTo(Place.UNTIL_END);
        }
        place = Place.BODY;
        return left <= 0;
    }

    private boolean chunkSize(String text) {
        left = Long.parseLong(text.split(";", 2)[0].strip(), 16);
        return goTo(left == 0 ? Place.TRAILER : Place.CHUNK);
    }

    private boolean endChunk(boolean complete) {
        return complete && goTo(Place.CHUNK_END);
    }

    private boolean goTo(Place next) {
        place = next;
        return false;
    }

    /** @return whether nothing is left of this stretch */
    private boolean take(ByteBuffer in) {
        int length = (int) Math.min(left, in.remaining());
        keep(in, length);
        left -= length;
        return left == 0;
    }

    private boolean takeAll(ByteBuffer in) {
        keep(in, in.remaining());
        return false;
    }

    private void keep(ByteBuffer in, int length) {
        if (sink != null) {
            sink.accept(in.slice(in.position(), length));
        }
        if (keep) {
            for (int i = 0; i < length; i++) {
                body.write(in.get());
            }
        } else {
            in.position(in.position() + length);
        }
    }

    /** @return whether the line is complete */
    private boolean lineOf(ByteBuffer in) {
        while (in.hasRemaining()) {
            char c = (char) (in.get() & 0xff);
            if (c == '\n') {
                return true;
            }
            if (c != '\r') {
                line.append(c);
            }
        }
        return false;
    }
}
