package dev.berth.session;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The form of a session's id: {@code [A-Za-z0-9][A-Za-z0-9_-]{0,63}}. Nothing else ever becomes a file's name.
 */
public final class SessionId {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private SessionId() {
    }

    public static boolean isValid(String id) {
        return id != null && FORM.matcher(id).matches();
    }

    /** Returns the id, or refuses it with a sentence that names the field. */
    public static String require(String id) {
        if (!isValid(id)) {
            throw Refusal.invalid("id must be 1 to 64 letters, digits, '-' or '_', and start with a letter or digit.");
        }
        return id;
    }

    public static String random() {
        return UUID.randomUUID().toString();
    }

    /**
     * The id that an idempotency key stands for: the same user and key always give the same session, also when two
     * requests race or a crash comes between, so no table of keys is needed.
     */
    public static String ofKey(String userId, String key) {
        return UUID.nameUUIDFromBytes((userId + '\0' + key).getBytes(StandardCharsets.UTF_8)).toString();
    }
}
