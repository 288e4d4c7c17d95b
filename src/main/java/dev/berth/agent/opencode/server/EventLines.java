package dev.berth.agent.opencode.server;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads OpenCode's events. Each is one {@code data:} line with a JSON object; there are no other fields in its stream. */
final class EventLines {

    /** The longest line in bytes. A longer one breaks the stream, after which its reader asks for what it has missed. */
    static final int BYTES_MAX = 16 << 20;

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int CHUNK = 16 << 10;
    private static final byte[] FIELD = "data:".getBytes(StandardCharsets.US_ASCII);

    private final InputStream stream;
    private final byte[] chunk = new byte[CHUNK];
    private int from;
    private int to;

    EventLines(InputStream stream) {
        this.stream = stream;
    }

    /** The next event, or null: the stream has ended. Blocks. */
    JsonObject next() throws IOException {
        byte[] line = line();
        while (line != null && !isData(line)) {
            line = line();
        }
        return line == null ? null : parsed(line);
    }

    private byte[] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (fill()) {
            int start = from;
            while (from < to && chunk[from] != '\n') {
                from++;
            }
            line.write(chunk, start, from - start);
            if (from < to) {
                from++;
                return line.toByteArray();
            }
            if (line.size() > BYTES_MAX) {
                throw new IOException("OpenCode sent an event of more than " + BYTES_MAX + " bytes.");
            }
        }
        return null;
    }

    private boolean fill() throws IOException {
        if (from == to) {
            from = 0;
            to = Math.max(0, stream.read(chunk));
        }
        return to > 0;
    }

    private static boolean isData(byte[] line) {
        return line.length > FIELD.length && Arrays.equals(line, 0, FIELD.length, FIELD, 0, FIELD.length);
    }

    private static JsonObject parsed(byte[] line) throws IOException {
        try (JsonReader reader = JSON.createReader(new ByteArrayInputStream(line, FIELD.length, line.length - FIELD.length))) {
            return reader.readObject();
        } catch (RuntimeException e) {
            // Not only JsonException: a model may nest what it gives to a tool deeper than the parser goes, which it says in its own way.
            throw new IOException("OpenCode sent an event that is not JSON.", e);
        }
    }
}
