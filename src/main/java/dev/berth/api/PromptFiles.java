package dev.berth.api;

import dev.berth.session.PromptFile;
import dev.berth.session.Refusal;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Takes the files of a prompt, or refuses them with a sentence that names what is wrong. How large they are the body's limit says. */
final class PromptFiles {

    static final int COUNT_MAX = 10;
    private static final int NAME_MAX = 255;
    private static final int HEAD_MAX = 255;
    private static final Pattern NAME = Pattern.compile("\\P{Cc}+");
    private static final Pattern HEAD = Pattern.compile("data:[\\w!#$&^.+-]+/[\\w!#$&^.+-]+(;[\\w-]+=[\\w.+-]+)*;base64");

    private PromptFiles() {
    }

    static List<PromptFile> of(Body body) {
        JsonValue given = body.object().get("files");
        if (given == null || given == JsonValue.NULL) {
            return List.of();
        }
        if (!(given instanceof JsonArray array) || array.size() > COUNT_MAX) {
            throw Refusal.invalid("files must be an array of at most " + COUNT_MAX + ".");
        }
        List<PromptFile> files = new ArrayList<>(array.size());
        for (JsonValue one : array) {
            files.add(file("files[" + files.size() + "]", one));
        }
        return files;
    }

    private static PromptFile file(String field, JsonValue value) {
        if (!(value instanceof JsonObject object)) {
            throw Refusal.invalid(field + " must be an object with a name and a url.");
        }
        return new PromptFile(name(field + ".name", object.get("name")), url(field + ".url", object.get("url")));
    }

    private static String name(String field, JsonValue value) {
        if (!(value instanceof JsonString text) || !NAME.matcher(text.getString()).matches()) {
            throw Refusal.invalid(field + " must be a text of 1 to " + NAME_MAX + " characters, none of them a control character.");
        }
        return Body.requireSound(field, text.getString(), NAME_MAX);
    }

    private static String url(String field, JsonValue value) {
        String url = value instanceof JsonString text ? text.getString() : "";
        int comma = url.indexOf(',');
        if (comma < 0 || comma > HEAD_MAX || !HEAD.matcher(url.substring(0, comma)).matches() || !isBase64(url.substring(comma + 1))) {
            throw Refusal.invalid(field + " must be a data: URL with a media type, in base64.");
        }
        return url;
    }

    private static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
