package dev.berth.agent.opencode.server;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;

/** Tells an answer from a refusal, and says the refusal in a sentence. */
final class OpenCodeAnswers {

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int REASON_CHARS_MAX = 300;
    private static final int UNAUTHORIZED = 401;

    private OpenCodeAnswers() {
    }

    /**
     * The body of an answer that is one.
     *
     * @throws OpenCodeFailure for any status but 2xx
     */
    static String succeeded(String method, String path, OpenCodeHttp.Answer answer) {
        if (answer.status() / 100 == 2) {
            return answer.body();
        }
        throw new OpenCodeFailure(answer.status(), sentence(method + " " + path.replaceFirst("\\?.*", ""), answer));
    }

    private static String sentence(String call, OpenCodeHttp.Answer answer) {
        if (answer.status() == UNAUTHORIZED) {
            return "OpenCode refused the password.";
        }
        String reason = reason(answer.body());
        return "OpenCode answered " + answer.status() + " to " + call
                + (reason.isEmpty() ? "." : ": " + reason.substring(0, Math.min(REASON_CHARS_MAX, reason.length())));
    }

    private static String reason(String body) {
        try (JsonReader reader = JSON.createReader(new StringReader(body))) {
            JsonObject failure = reader.readObject();
            JsonObject data = failure.get("data") instanceof JsonObject inner ? inner : failure;
            return data.get("message") instanceof JsonString message ? message.getString() : "";
        } catch (RuntimeException e) {
            // Not only a JsonException: the parser refuses endless numbers and great depth with other ones.
            return body.strip();
        }
    }
}
