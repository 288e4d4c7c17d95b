package dev.berth.agent.opencode;

import jakarta.json.JsonObject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** OpenCode's errors in plain words. */
final class Faults {

    private static final int MESSAGE_MAX = 300;
    private static final Pattern UNKNOWN_MODEL = Pattern.compile("Model not found: (\\S+?)\\.?(\\s|$)");
    private static final String ABORTED = "MessageAbortedError";

    private Faults() {
    }

    /** Whether it only says that the run was stopped. */
    static boolean isAbort(JsonObject error) {
        return ABORTED.equals(error.getString("name", ""));
    }

    /** A sentence for people. @param error {@code {name, data: {message, statusCode?, …}}} */
    static String sentence(JsonObject error) {
        JsonObject data = error.get("data") instanceof JsonObject found ? found : JsonObject.EMPTY_JSON_OBJECT;
        String message = firstLine(data.getString("message", ""));
        return switch (error.getString("name", "")) {
            case "APIError" -> ofProvider(data.getInt("statusCode", 0), message);
            case "ProviderAuthError" -> with("The model's provider needs a key, or another one", message);
            case "ContentFilterError" -> "The model's provider has blocked the answer.";
            case "MessageOutputLengthError" -> "The answer was longer than the model may answer.";
            case "ContextOverflowError" -> with("The conversation is longer than the model can take", message);
            case ABORTED -> "OpenCode has stopped the turn.";
            default -> ofOpenCode(message);
        };
    }

    private static String ofOpenCode(String message) {
        Matcher unknown = UNKNOWN_MODEL.matcher(message);
        if (unknown.lookingAt()) {
            return "The model " + unknown.group(1) + " is not known, or its provider has no key.";
        }
        return message.startsWith("JSON parsing failed") ? "The model's provider has sent something that is no answer."
                : with("OpenCode could not go on", message);
    }

    private static String ofProvider(int status, String message) {
        return switch (status) {
            case 0 -> with("The model's provider could not be reached", message);
            case 401, 403 -> with("The model's provider has refused the key (" + status + ")", message);
            case 429 -> with("The model's provider takes no more requests for now (429)", message);
            default -> with(status >= 500 ? "The model's provider has failed (" + status + ")"
                    : "The model's provider has refused the request (" + status + ")", message);
        };
    }

    private static String with(String what, String message) {
        return message.isEmpty() ? what + "." : what + ": " + message + (message.matches(".*[.?!]") ? "" : ".");
    }

    private static String firstLine(String message) {
        String line = message.strip().lines().findFirst().orElse("");
        return line.length() <= MESSAGE_MAX ? line : line.substring(0, MESSAGE_MAX) + "…";
    }
}
