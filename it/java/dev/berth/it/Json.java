package dev.berth.it;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.List;
import java.util.stream.Stream;

/** Short words for JSON. */
public final class Json {

    private static final JsonProvider JSON = JsonProvider.provider();

    private Json() {
    }

    /** An object of names and values in turn; a value is a text, a number, a truth value, JSON or null. */
    public static JsonObject object(Object... namesAndValues) {
        JsonObjectBuilder object = JSON.createObjectBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.add((String) namesAndValues[i], value(namesAndValues[i + 1]));
        }
        return object.build();
    }

    public static JsonArray array(Object... values) {
        var array = JSON.createArrayBuilder();
        Stream.of(values).map(Json::value).forEach(array::add);
        return array.build();
    }

    public static JsonValue parse(String text) {
        try (JsonReader reader = JSON.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }

    /** A member of each object, as text. */
    public static List<String> texts(JsonArray objects, String name) {
        return objects.getValuesAs(JsonObject.class).stream().map(object -> object.getString(name)).toList();
    }

    private static JsonValue value(Object value) {
        if (value == null) {
            return JsonValue.NULL;
        }
        if (value instanceof JsonValue json) {
            return json;
        }
        if (value instanceof Boolean truth) {
            return truth ? JsonValue.TRUE : JsonValue.FALSE;
        }
        return value instanceof Number number ? JSON.createValue(number.longValue()) : text(value.toString());
    }

    private static JsonString text(String text) {
        return JSON.createValue(text);
    }
}
