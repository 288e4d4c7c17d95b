package dev.berth.store;

import dev.berth.session.JsonWriter;
import dev.berth.session.StorageFailure;
import jakarta.json.JsonArray;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.List;

/** Lists of texts in one column, as JSON, so that any SQLite tool can look into them. */
final class JsonTexts {

    private static final JsonProvider JSON = JsonProvider.provider();

    private JsonTexts() {
    }

    static String write(List<String> texts) {
        return new JsonWriter().texts(texts).toString();
    }

    static List<String> read(String json) {
        return texts(array(json));
    }

    static List<List<String>> readLists(String json) {
        return array(json).getValuesAs(JsonArray.class).stream().map(JsonTexts::texts).toList();
    }

    private static List<String> texts(JsonArray array) {
        try {
            return array.getValuesAs(JsonString::getString);
        } catch (ClassCastException e) {
            throw new StorageFailure(StorageFailure.Kind.DAMAGED, "a list in a row holds what is no text", e);
        }
    }

    private static JsonArray array(String json) {
        try (JsonReader reader = JSON.createReader(new StringReader(json))) {
            return reader.readArray();
        } catch (RuntimeException e) {
            throw new StorageFailure(StorageFailure.Kind.DAMAGED, "a list in a row is no list", e);
        }
    }
}
