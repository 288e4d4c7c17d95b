package dev.berth.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.fuzz.Fuzz;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Long runs: {@code -Dtest='*FuzzTest' -Dberth.it.fuzz=10m}. */
@DisplayName("Any text")
class SessionFuzzTest {

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final Path FOLDER = Path.of("data", "sessions");

    @Test
    @DisplayName("is a cursor that is written as it was read but for zeros in front, or is refused")
    void cursor() {
        Fuzz.run("Cursor", in -> {
            String text = in.random().nextBoolean() ? in.text() : in.spoilt("k3f9.1042");
            if (Cursor.isCursor(text)) {
                Cursor cursor = Cursor.parse("after", text);
                assertEquals(cursor, Cursor.parse("after", cursor.toString()));
                assertTrue(cursor.seq() >= 0);
            } else {
                assertThrows(Refusal.class, () -> Cursor.parse("after", text));
            }
        });
    }

    @Test
    @DisplayName("is an id that names a file in its folder and nowhere else, or is refused")
    void sessionId() {
        Fuzz.run("SessionId", in -> {
            String text = in.random().nextBoolean() ? in.text() : in.spoilt("a1-b_c");
            if (SessionId.isValid(text)) {
                Path file = FOLDER.resolve(SessionId.require(text) + ".db");
                assertEquals(FOLDER, file.normalize().getParent());
                assertTrue(text.length() <= 64 && StandardCharsets.US_ASCII.newEncoder().canEncode(text));
            } else {
                assertThrows(Refusal.class, () -> SessionId.require(text));
            }
        });
    }

    @Test
    @DisplayName("is read back from JSON as it was written, but for halves of characters")
    void jsonWriter() {
        Fuzz.run("JsonWriter", in -> {
            String text = in.text();
            String json = new JsonWriter().beginObject().member("a", text).texts("b", List.of(text, "")).endObject().toString();
            assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(json));
            assertEquals(whole(text), JsonWriter.wellFormed(text));
            try (JsonReader reader = JSON.createReader(new StringReader(json))) {
                var object = reader.readObject();
                assertEquals(whole(text), object.getString("a"));
                assertEquals(whole(text), ((JsonString) object.getJsonArray("b").get(0)).getString());
            }
        });
    }

    @Test
    @DisplayName("matches a pattern just when the pattern says so, and soon")
    void glob() {
        Fuzz.run("Glob", in -> {
            String pattern = in.of("ab*", 8);
            String text = in.of("ab", 10);
            String expression = Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            assertEquals(text.matches(expression), Glob.matches(pattern, text), () -> pattern + " on " + text);
            Glob.matches(in.text(), in.text());
            Glob.matches("*a".repeat(50) + "*b", "a".repeat(5_000));
        });
    }

    /** The text with U+FFFD in place of every surrogate that stands alone. */
    private static String whole(String text) {
        return text.codePoints().map(c -> Character.isBmpCodePoint(c) && Character.isSurrogate((char) c) ? 0xfffd : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
