package dev.berth.agent.opencode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.session.Mode;
import dev.berth.session.Prompt;
import dev.berth.session.PromptFile;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptPartsTest {

    @Test
    void areTheWordsAndThenTheFilesByIdsThatKeepTheirOrder() {
        List<JsonObject> parts = parts(file("image/png", new byte[] {(byte) 0x89, 'P'}), file("text/plain", utf8("hi")));
        assertEquals(List.of("text", "file", "file"), parts.stream().map(part -> part.getString("type")).toList());
        assertEquals("go", parts.get(0).getString("text"));
        List<String> ids = parts.stream().map(part -> part.getString("id")).toList();
        assertEquals(ids.stream().sorted().toList(), ids);
        assertEquals("image/png a.x data:image/png;base64,iVA=", String.join(" ", parts.get(1).getString("mime"),
                parts.get(1).getString("filename"), parts.get(1).getString("url")));
    }

    @ParameterizedTest
    @CsvSource({"text/plain, true", "text/x-java;charset=utf-8, true", "application/json, true", "application/octet-stream, true",
        "image/svg+xml, true", "IMAGE/PNG, false", "application/pdf, false", "audio/wav, false", "video/mp4, false"})
    void showTextsAsPlainText(String type, boolean plain) {
        JsonObject part = parts(file(type, utf8("{\"a\": \"ä\"}"))).get(1);
        String shown = plain ? "text/plain" : type.toLowerCase();
        assertEquals(shown, part.getString("mime"));
        assertEquals("data:" + (plain ? shown : type) + ";base64,eyJhIjogIsOkIn0=", part.getString("url"));
    }

    @Test
    void leaveWhatIsNoTextAsItIs() {
        assertEquals("application/zip", parts(file("application/zip", new byte[] {'P', 'K', 0})).get(1).getString("mime"));
        assertEquals("application/zip", parts(file("application/zip", new byte[] {(byte) 0xc3, '('})).get(1).getString("mime"));
    }

    private static PromptFile file(String type, byte[] bytes) {
        return new PromptFile("a.x", "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes));
    }

    private static List<JsonObject> parts(PromptFile... files) {
        return PromptParts.of(new Prompt("s", "t", "go", Mode.BUILD, null, "acme", "rocket", Map.of(), null, List.of(files)))
                .getValuesAs(JsonObject.class);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
