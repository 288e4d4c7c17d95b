package dev.berth.api;

import dev.berth.live.PromptWish;
import dev.berth.live.TurnChange;
import dev.berth.session.MetaValue;
import dev.berth.session.Mode;
import dev.berth.session.NewMessage;
import dev.berth.session.NewSession;
import dev.berth.session.Part;
import dev.berth.session.PermissionReply;
import dev.berth.session.Permissions;
import dev.berth.session.Questions;
import dev.berth.session.Refusal;
import dev.berth.session.Role;
import dev.berth.session.SessionChange;
import dev.berth.session.SessionId;
import dev.berth.session.SessionStatus;
import dev.berth.session.Shares;
import dev.berth.session.TaskChange;
import dev.berth.session.TaskStatus;
import dev.berth.session.WireName;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Turns what came in into sound commands, or refuses it with a sentence that names the field. One place for REST and WebSocket. */
final class Wishes {

    static final int TITLE_MAX = 256;
    private static final int DESCRIPTION_MAX = 16_384;
    private static final int CLIENT_ID_MAX = 128;
    private static final Duration SHARE_DEFAULT = Duration.ofDays(7);
    private static final int MODEL_MAX = 128;
    private static final int CONTENT_MAX = Integer.MAX_VALUE;
    private static final Pattern REPOSITORY_WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private Wishes() {
    }

    static NewSession session(Body body, String userId, String idempotencyKey) {
        String key = idempotencyKey == null ? null : Body.requireSound("Idempotency-Key", idempotencyKey, CLIENT_ID_MAX);
        String asked = body.optionalText("id", CONTENT_MAX);
        Mode mode = body.optionalChoice("mode", Mode.class);
        return new NewSession(asked == null ? newId(userId, key) : SessionId.require(asked), userId,
                repositoryWord("repoOwner", body), repositoryWord("repoName", body), title(body), mode == null ? Mode.BUILD : mode, key);
    }

    static SessionChange sessionChange(Body body) {
        return new SessionChange(title(body), body.has("title") && title(body) == null, body.optionalChoice("mode", Mode.class),
                body.optionalChoice("status", SessionStatus.class));
    }

    static PromptWish prompt(Body body) {
        String content = body.optionalText("content", CONTENT_MAX);
        if (content == null || content.isBlank()) {
            throw Refusal.invalid("Message content required");
        }
        return new PromptWish(content, body.optionalChoice("mode", Mode.class), clientId(body), body.optionalText("model", MODEL_MAX),
                PromptFiles.of(body));
    }

    static TurnChange turnChange(Body body) {
        Integer position = body.optionalNumber("position");
        String content = body.optionalText("content", CONTENT_MAX);
        if (position == null && content == null) {
            throw Refusal.invalid("position and content are missing; one of them must be there.");
        }
        if (content != null && content.isBlank()) {
            throw Refusal.invalid("content must not be blank.");
        }
        return new TurnChange(position, content);
    }

    static NewMessage message(Body body) {
        Role role = WireName.parse(Role.class, "role", body.text("role", 64));
        JsonArray parts = parts(body);
        String content = body.optionalText("content", CONTENT_MAX);
        if (content == null && parts == null) {
            throw Refusal.invalid("content is missing.");
        }
        return new NewMessage(role, content == null ? plainText(parts) : content, parts == null ? null : parts.toString(), null,
                clientId(body));
    }

    static TaskChange newTask(Body body) {
        return TaskChange.added(requireTitle(body.text("title", TITLE_MAX)), body.optionalText("description", DESCRIPTION_MAX),
                body.optionalChoice("status", TaskStatus.class), body.optionalChoice("mode", Mode.class));
    }

    static TaskChange taskChange(Body body) {
        String title = body.optionalText("title", TITLE_MAX);
        return new TaskChange(title == null ? null : requireTitle(title), body.optionalText("description", DESCRIPTION_MAX),
                body.optionalChoice("status", TaskStatus.class), body.optionalChoice("mode", Mode.class));
    }

    static MetaValue metaValue(Body body) {
        JsonValue value = body.value("value");
        if (value instanceof JsonString text) {
            return MetaValue.text(Body.requireSound("value", text.getString(), CONTENT_MAX));
        }
        return MetaValue.json(Body.requireSound("value", value.toString(), CONTENT_MAX));
    }

    /** How long a share link holds: {@code expiresIn} in seconds, a week when it is not given. */
    static Duration shareDuration(Body body) {
        if (!body.has("expiresIn")) {
            return SHARE_DEFAULT;
        }
        int seconds = body.number("expiresIn");
        if (seconds < 1 || seconds > Shares.DURATION_MAX.toSeconds()) {
            throw Refusal.invalid("expiresIn must be 1 to " + Shares.DURATION_MAX.toSeconds() + " seconds.");
        }
        return Duration.ofSeconds(seconds);
    }

    static PermissionReply reply(Body body) {
        return WireName.parse(PermissionReply.class, "reply", body.text("reply", 64));
    }

    /** What people say to the agent beside their reply, or null. */
    static String replyMessage(Body body) {
        String message = body.optionalText("message", Permissions.MESSAGE_MAX);
        return message == null || message.isBlank() ? null : message.strip();
    }

    /** The answers to questions asked together: a list of texts for each; null for {@code {"reject": true}}. */
    static List<List<String>> answers(Body body) {
        if (body.object().get("reject") == JsonValue.TRUE) {
            return null;
        }
        JsonArray answers = body.optionalArray("answers");
        if (answers == null) {
            throw Refusal.invalid("answers is missing.");
        }
        return answers.stream().map(Wishes::answer).toList();
    }

    private static List<String> answer(JsonValue value) {
        if (!(value instanceof JsonArray texts) || texts.isEmpty() || texts.stream().anyMatch(text -> !(text instanceof JsonString))) {
            throw Refusal.invalid("answers must hold a list of one or more texts for each question.");
        }
        return texts.getValuesAs(JsonString.class).stream()
                .map(text -> Body.requireSound("answers", text.getString(), Questions.ANSWER_MAX)).toList();
    }

    private static String newId(String userId, String key) {
        return key == null ? SessionId.random() : SessionId.ofKey(userId, key);
    }

    private static String clientId(Body body) {
        String id = body.optionalText("clientMessageId", CLIENT_ID_MAX);
        if (id != null && id.isBlank()) {
            throw Refusal.invalid("clientMessageId must not be blank.");
        }
        return id;
    }

    private static String title(Body body) {
        String title = body.optionalText("title", TITLE_MAX);
        return title == null || title.isBlank() ? null : title.strip();
    }

    private static String requireTitle(String title) {
        if (title.isBlank()) {
            throw Refusal.invalid("title must not be blank.");
        }
        return title.strip();
    }

    private static String repositoryWord(String name, Body body) {
        String word = body.text(name, CONTENT_MAX);
        if (!REPOSITORY_WORD.matcher(word).matches()) {
            throw Refusal.invalid(name + " must be 1 to 100 letters, digits, '.', '_' or '-', and start with a letter or digit.");
        }
        return word;
    }

    private static JsonArray parts(Body body) {
        JsonArray parts = body.optionalArray("parts");
        if (parts != null) {
            parts.forEach(Wishes::requirePart);
        }
        return parts;
    }

    private static void requirePart(JsonValue part) {
        if (!(part instanceof JsonObject object) || !(object.get("type") instanceof JsonString)) {
            throw Refusal.invalid("parts must hold objects with a type.");
        }
        if (object.containsKey("content") && !(object.get("content") instanceof JsonString)) {
            throw Refusal.invalid("parts must have texts as their content.");
        }
    }

    private static String plainText(JsonArray parts) {
        StringBuilder plain = new StringBuilder();
        for (JsonObject part : parts.getValuesAs(JsonObject.class)) {
            if (Part.TEXT.equals(part.getString("type"))) {
                plain.append(part.getString("content", ""));
            }
        }
        return plain.toString();
    }
}
