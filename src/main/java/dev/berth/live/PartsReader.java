package dev.berth.live;

import dev.berth.session.JsonWriter;
import dev.berth.session.Part;
import dev.berth.session.PartState;
import dev.berth.session.WireName;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.List;
import java.util.NoSuchElementException;

/** Reads back what an answer that was cut off had come to. */
final class PartsReader {

    private static final JsonProvider JSON = JsonProvider.provider();

    private PartsReader() {
    }

    /** What a {@code message-delta} says. */
    record Delta(int part, int offset, String text) {
    }

    static List<Part> parts(String json) {
        try (JsonReader reader = JSON.createReader(new StringReader(json))) {
            return reader.readArray().getValuesAs(JsonObject.class).stream().map(PartsReader::part).toList();
        }
    }

    static Delta delta(String json) {
        try (JsonReader reader = JSON.createReader(new StringReader(json))) {
            JsonObject event = reader.readObject();
            return new Delta(event.getInt("part"), event.getInt("offset"), event.getString("text"));
        }
    }

    /** A part whose JSON is JSON: what an agent gives as such and is not becomes a text. */
    static Part sound(Part part) {
        return new Part(part.type(), part.content(), part.toolName(), part.toolCallId(), soundJson(part.toolInput()),
                soundJson(part.toolOutput()), part.title(), part.state(), part.parentToolCallId(), part.durationMs());
    }

    /** JSON text as it is; any other text as a JSON text; null as null. */
    static String soundJson(String text) {
        if (text == null) {
            return null;
        }
        try (JsonParser parser = JSON.createParser(new StringReader(text))) {
            parser.next();
            String json = parser.getValue().toString();
            return parser.hasNext() ? JsonWriter.quoted(text) : json;
        } catch (JsonException | IllegalStateException | NoSuchElementException e) {
            return JsonWriter.quoted(text);
        }
    }

    private static Part part(JsonObject part) {
        String state = part.getString("state", null);
        return new Part(part.getString("type"), part.getString("content", null), part.getString("toolName", null),
                part.getString("toolCallId", null), text(part.get("toolInput")), text(part.get("toolOutput")),
                part.getString("title", null), state == null ? null : WireName.parse(PartState.class, "state", state),
                part.getString("parentToolCallId", null), part.get("durationMs") instanceof JsonNumber ms ? ms.longValue() : null);
    }

    private static String text(JsonValue value) {
        return value == null ? null : value.toString();
    }
}
