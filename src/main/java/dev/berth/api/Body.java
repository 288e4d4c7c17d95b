package dev.berth.api;

import dev.berth.session.Refusal;
import dev.berth.session.WireName;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;

/** A JSON object that came in, whose members are taken one by one; what does not fit is refused with its name. */
final class Body {

    /** How deep objects and arrays may be nested. */
    static final int DEPTH_MAX = 64;

    private static final JsonProvider JSON = JsonProvider.provider();

    private final JsonObject object;

    private Body(JsonObject object) {
        this.object = object;
    }

    /** Reads a request's body. @param max the most bytes it may have */
    static Body read(InputStream in, int max) {
        try {
            byte[] bytes = in.readNBytes(max + 1);
            if (bytes.length > max) {
                throw new Refusal(Refusal.Code.TOO_LARGE, "The body is larger than " + max + " bytes.");
            }
            return parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            throw Refusal.invalid("The body is not UTF-8.");
        } catch (IOException e) {
            throw Refusal.invalid("The body could not be read.");
        }
    }

    static Body parse(String text) {
        if (parseValue(text) instanceof JsonObject object) {
            return new Body(object);
        }
        throw Refusal.invalid("The body must be a JSON object.");
    }

    /** Reads any JSON value. */
    static JsonValue parseValue(String text) {
        requireShallow(text);
        try (JsonParser parser = JSON.createParser(new StringReader(text))) {
            parser.next();
            JsonValue value = parser.getValue();
            if (parser.hasNext()) {
                throw Refusal.invalid("The body has more than one JSON value.");
            }
            return value;
        } catch (JsonException | IllegalStateException | NoSuchElementException | NumberFormatException | UnsupportedOperationException e) {
            // The last is how the parser refuses a number of more than 1,100 digits.
            throw Refusal.invalid("The body is not JSON.");
        }
    }

    boolean has(String name) {
        return object.containsKey(name);
    }

    /** A text that must be there. @param max the most UTF-16 units it may have */
    String text(String name, int max) {
        String text = optionalText(name, max);
        if (text == null) {
            throw Refusal.invalid(name + " is missing.");
        }
        return text;
    }

    /** A text, or null when it is left out or null. */
    String optionalText(String name, int max) {
        JsonValue value = object.get(name);
        if (value == null || value == JsonValue.NULL) {
            return null;
        }
        if (!(value instanceof JsonString string)) {
            throw Refusal.invalid(name + " must be a text.");
        }
        return requireSound(name, string.getString(), max);
    }

    /** One of an enum's wire names, or null when it is left out or null. */
    <E extends Enum<E> & WireName> E optionalChoice(String name, Class<E> type) {
        String text = optionalText(name, 64);
        return text == null ? null : WireName.parse(type, name, text);
    }

    /** A whole number, or null when it is left out or null. */
    Integer optionalNumber(String name) {
        JsonValue value = object.get(name);
        return value == null || value == JsonValue.NULL ? null : Integer.valueOf(number(name));
    }

    int number(String name) {
        if (object.get(name) instanceof JsonNumber number && number.isIntegral()) {
            try {
                return number.intValueExact();
            } catch (ArithmeticException e) {
                throw Refusal.invalid(name + " is too large.");
            }
        }
        throw Refusal.invalid(name + " must be a whole number.");
    }

    /** Any JSON value, which must be there. */
    JsonValue value(String name) {
        JsonValue value = object.get(name);
        if (value == null || value == JsonValue.NULL) {
            throw Refusal.invalid(name + " is missing.");
        }
        return value;
    }

    /** An array, itself or as the JSON text of one; null when it is left out or null. */
    JsonArray optionalArray(String name) {
        JsonValue value = object.get(name);
        if (value == null || value == JsonValue.NULL) {
            return null;
        }
        JsonValue array = value instanceof JsonString text ? parseMember(name, text.getString()) : value;
        if (array instanceof JsonArray found) {
            requireSound(name, found.toString(), Integer.MAX_VALUE);
            return found;
        }
        throw Refusal.invalid(name + " must be an array.");
    }

    JsonObject object() {
        return object;
    }

    /** Refuses a text that no file and no client could hold unchanged. */
    static String requireSound(String name, String text, int max) {
        if (text.length() > max) {
            throw Refusal.invalid(name + " must have at most " + max + " characters.");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == 0 || Character.isSurrogate(c) && !pair) {
                throw Refusal.invalid(name + " holds a character that is none (U+" + String.format("%04X", (int) c) + ").");
            }
            i += pair ? 1 : 0;
        }
        return text;
    }

    private static JsonStructure parseMember(String name, String text) {
        try {
            return parseValue(text) instanceof JsonStructure structure ? structure : null;
        } catch (Refusal e) {
            throw Refusal.invalid(name + " is not JSON.");
        }
    }

    private static void requireShallow(String text) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
            if (depth > DEPTH_MAX) {
                throw Refusal.invalid("The body is nested deeper than " + DEPTH_MAX + " levels.");
            }
        }
    }
}
