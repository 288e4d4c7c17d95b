package dev.berth.live;

import dev.berth.session.Part;
import dev.berth.session.PartState;
import dev.berth.session.WireName;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.List;

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

    private static Part part(JsonObject part) {
        String state = part.getString("state", null);
        return new Part(part.getString("type"), part.getString("content", null), part.getString("toolName", null),
                part.getString("toolCallId", null), text(part.get("toolInput")), text(part.get("toolOutput")),
                part.getString("title", null), state == null ? null : WireName.parse(PartState.class, "state", state));
    }

    private static String text(JsonValue value) {
        return value == null ? null : value.toString();
    }
}
