package dev.berth.agent.opencode;

import dev.berth.session.PermissionRequest;
import dev.berth.session.QuestionRequest;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What OpenCode asks, as Berth asks it of people. */
final class Asked {

    private static final JsonProvider JSON = JsonProvider.provider();
    /** Nothing of these is ever allowed in plan mode, whoever would allow it. */
    private static final Set<String> BUILDING = Set.of("edit", "bash", "task");

    private Asked() {
    }

    /** Whether it is asked for something that changes or runs anything. */
    static boolean isBuilding(JsonObject permission) {
        return BUILDING.contains(permission.getString("permission", ""));
    }

    static PermissionRequest permission(JsonObject asked, Path workspace, CallIds ids) {
        JsonObject metadata = ToolParts.metadata(asked);
        List<String> patterns = texts(asked.get("patterns"));
        JsonObject detail = shown(metadata, workspace);
        String title = detail.getString("command", detail.getString("filepath", detail.getString("url", String.join(", ", patterns))));
        return new PermissionRequest(asked.getString("id"), callId(asked, ids), asked.getString("permission", "tool"), title, patterns,
                texts(asked.get("always")), detail.isEmpty() ? null : detail.toString());
    }

    static QuestionRequest question(JsonObject asked, CallIds ids) {
        JsonArray questions = asked.getJsonArray("questions");
        return new QuestionRequest(asked.getString("id"), callId(asked, ids), questions.size(), questions.toString());
    }

    /** The diff that a permission is asked with, or null. */
    static String diff(JsonObject asked) {
        return ToolParts.metadata(asked).getString("diff", null);
    }

    /** The tool call that waits, or null. */
    static String callId(JsonObject asked, CallIds ids) {
        return asked.get("tool") instanceof JsonObject tool && tool.containsKey("callID")
                ? ids.of(tool.getString("messageID", ""), tool.getString("callID")) : null;
    }

    private static JsonObject shown(JsonObject metadata, Path workspace) {
        JsonObjectBuilder shown = JSON.createObjectBuilder();
        for (Map.Entry<String, JsonValue> entry : metadata.entrySet()) {
            if (entry.getKey().equals("diff") && entry.getValue() instanceof JsonString diff) {
                shown.add("diff", Diffs.shown(diff.getString(), workspace));
            } else if (entry.getKey().equals("filepath") && entry.getValue() instanceof JsonString file) {
                shown.add("filepath", file.getString().replace(workspace + "/", ""));
            } else {
                shown.add(entry.getKey(), entry.getValue());
            }
        }
        return shown.build();
    }

    private static List<String> texts(JsonValue value) {
        return value instanceof JsonArray array
                ? array.stream().filter(JsonString.class::isInstance).map(text -> ((JsonString) text).getString()).toList() : List.of();
    }
}
