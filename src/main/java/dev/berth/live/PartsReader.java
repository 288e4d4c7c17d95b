package dev.berth.live;

import dev.berth.session.JsonWriter;
import dev.berth.session.Part;
import dev.berth.session.PartState;
import dev.berth.session.PromptFile;
import dev.berth.session.WireName;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/** Reads back what an answer that was cut off had come to. */
final class PartsReader {

    /** How deep an agent's JSON may be nested; well below what can be read back from inside of a message's parts. */
    private static final int DEPTH_MAX = 200;
    private static final String FILE = "\"type\":\"" + Part.FILE + '"';
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

    /** The parts of a message with other words: one text, and then all that was no text. */
    static String withText(String json, String words) {
        List<Part> parts = new ArrayList<>(List.of(Part.text(words, PartState.COMPLETE)));
        parts(json).stream().filter(part -> !part.isText()).forEach(parts::add);
        return Part.arrayOf(parts);
    }

    /** The files of a user's message. */
    static List<PromptFile> files(String json) {
        // Most messages are words alone; they need not be read for this.
        return !json.contains(FILE) ? List.of() : parts(json).stream().filter(part -> Part.FILE.equals(part.type()))
                .map(part -> new PromptFile(part.title(), part.content())).toList();
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

    /** JSON text as it is; any other text, and what is nested too deep, as a JSON text; null as null. */
    static String soundJson(String text) {
        if (text == null) {
            return null;
        }
        try (JsonParser parser = JSON.createParser(new StringReader(text))) {
            parser.next();
            JsonValue value = parser.getValue();
            return parser.hasNext() || isDeeper(value, DEPTH_MAX) ? JsonWriter.quoted(text)
                    : JsonWriter.wellFormed(value.toString());
        } catch (RuntimeException e) {
            // Not only a JsonException: the parser refuses endless numbers and great depth with other ones.
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

    private static boolean isDeeper(JsonValue value, int levels) {
        if (value instanceof JsonObject object) {
            return levels == 0 || object.values().stream().anyMatch(inner -> isDeeper(inner, levels - 1));
        }
        return value instanceof JsonArray array && (levels == 0 || array.stream().anyMatch(inner -> isDeeper(inner, levels - 1)));
    }

    private static String text(JsonValue value) {
        return value == null ? null : value.toString();
    }
}
