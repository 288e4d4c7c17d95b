package dev.berth.agent.opencode;

import dev.berth.session.Mode;
import dev.berth.session.TaskChange;
import dev.berth.session.TaskStatus;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;

/** OpenCode's list of things to do, as the items of a plan. */
final class Todos {

    /** What is planned beyond these is left out. */
    static final int ITEMS_MAX = 500;
    private static final int TITLE_MAX = 256;

    private Todos() {
    }

    static List<TaskChange> items(JsonArray todos, Mode mode) {
        return todos.getValuesAs(JsonObject.class).stream().limit(ITEMS_MAX).map(todo -> item(todo, mode)).toList();
    }

    private static TaskChange item(JsonObject todo, Mode mode) {
        String content = todo.getString("content", "").strip();
        String title = content.length() <= TITLE_MAX ? content : content.substring(0, TITLE_MAX - 1) + "…";
        return TaskChange.added(title.isEmpty() ? "…" : title, title.equals(content) ? null : content,
                status(todo.getString("status", "")), mode);
    }

    private static TaskStatus status(String status) {
        return switch (status) {
            case "in_progress" -> TaskStatus.IN_PROGRESS;
            case "completed" -> TaskStatus.COMPLETED;
            case "cancelled" -> TaskStatus.CANCELLED;
            default -> TaskStatus.PENDING;
        };
    }
}
