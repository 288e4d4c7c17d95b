package dev.berth.agent.opencode;

import dev.berth.session.Prompt;
import dev.berth.session.PromptFile;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A prompt as OpenCode takes it: its words, then its files. */
final class PromptParts {

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final String TEXT = "text/plain";
    /** What models take as it is, when they can. A drawing in SVG is a text to them. */
    private static final Pattern MEDIA = Pattern.compile("(image|audio|video)/(?!svg\\+xml$).*|application/pdf");

    private PromptParts() {
    }

    static JsonArray of(Prompt prompt) {
        JsonArrayBuilder parts = JSON.createArrayBuilder().add(part("text").add("text", prompt.content()));
        prompt.files().forEach(file -> parts.add(part(file)));
        return parts.build();
    }

    private static JsonObjectBuilder part(PromptFile given) {
        PromptFile file = isText(given) ? given.as(TEXT) : given;
        return part("file").add("mime", file.mediaType()).add("filename", file.name()).add("url", file.url());
    }

    private static JsonObjectBuilder part(String type) {
        return JSON.createObjectBuilder().add("id", OpenCodeIds.part()).add("type", type);
    }

    /**
     * Whether a file is one to be read as words. OpenCode shows the model only what comes as {@code text/plain}, and hands on anything else
     * as it is, which providers refuse: source code, for example, or JSON, whose types are as many as there are languages.
     */
    private static boolean isText(PromptFile file) {
        return !MEDIA.matcher(file.mediaType()).matches() && isUtf8(file.bytes());
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).chars().noneMatch(c -> c == 0);
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
