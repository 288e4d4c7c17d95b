package dev.berth.agent.opencode.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.fuzz.Fuzz;
import dev.berth.fuzz.Inputs;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Long runs: {@code -Dtest='*FuzzTest' -Dberth.it.fuzz=10m}. */
@DisplayName("Whatever OpenCode or its configuration says")
class OpenCodeFuzzTest {

    private static final JsonProvider JSON = JsonProvider.provider();

    @Test
    @DisplayName("is read as events, or breaks the stream with an IOException and nothing else")
    void eventLines() {
        Fuzz.run("EventLines", in -> {
            String text = in.spoilt("data: " + in.jsonObject(List.of("id", "type", "properties")) + "\n\n: x\ndata: {}\n\n");
            EventLines lines = new EventLines(new ByteArrayInputStream(in.bytes(text)));
            try {
                while (lines.next() != null) {
                    continue;
                }
            } catch (IOException e) {
                // That is how it says that the stream is not what it should be.
            }
        });
    }

    @Test
    @DisplayName("means the same with comments and last commas as without")
    void jsonc() {
        Fuzz.run("Jsonc", in -> {
            String json = "{\"a\":" + in.json().replaceAll("9{500,}", "9") + ",\"b\":[1,2]}";
            String commented = comment(in) + "{" + comment(in) + json.substring(1, json.length() - 2) + comment(in) + "," + comment(in) + "]"
                    + comment(in) + ",\n}" + comment(in);
            assertEquals(parsed(json), parsed(Jsonc.plain(commented)));
            Jsonc.plain(in.spoilt(commented));
            Jsonc.plain(in.text());
        });
    }

    private static String comment(Inputs in) {
        String text = in.oneOf(List.of("x", "\"", "{,}", "*", "//", "\\", "\ud83d\ude00"));
        return in.oneOf(List.of("", " ", "// " + text + "\n", "/* " + text + " */", "/**/", "\r\n"));
    }

    private static JsonValue parsed(String json) {
        try (JsonReader reader = JSON.createReader(new StringReader(json))) {
            return reader.readValue();
        }
    }
}
