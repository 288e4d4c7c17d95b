package dev.berth.agent.opencode;

import dev.berth.session.AgentOutput;
import dev.berth.session.Part;
import dev.berth.session.PartState;
import dev.berth.session.Usage;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What OpenCode says in one turn, its sub-agents too, as parts of Berth. Not thread-safe. */
final class AnswerParts {

    private final AgentOutput output;
    private final ToolParts tools;
    private final Map<String, SpokenText> texts = new HashMap<>();
    /** Parts of words that have no words yet; one that never gets any is not shown. */
    private final Map<String, Part> begun = new HashMap<>();
    private final Map<String, Usage> used = new HashMap<>();

    AnswerParts(AgentOutput output, Path workspace, CallIds ids) {
        this.output = output;
        this.tools = new ToolParts(output, workspace, ids);
    }

    ToolParts tools() {
        return tools;
    }

    /** Takes a part as OpenCode has it now. @param parentCall the call of the sub-agent it belongs to, or null */
    void part(JsonObject part, String parentCall) {
        switch (part.getString("type", "")) {
            case "text", "reasoning" -> words(part, parentCall);
            case "tool" -> tools.put(part, parentCall);
            case "step-finish" -> finished(part);
            default -> { }
        }
    }

    /** Takes what was added to a part of words that {@link #part} has begun. */
    void delta(String partId, String delta) {
        SpokenText text = texts.get(partId);
        if (text != null) {
            say(partId, text.more(delta));
        }
    }

    /** Events may have been lost. */
    void tear() {
        texts.values().forEach(SpokenText::tear);
    }

    private void words(JsonObject part, String parentCall) {
        String id = part.getString("id");
        if (part.getBoolean("synthetic", false)) {
            return;
        }
        if (!texts.containsKey(id)) {
            texts.put(id, new SpokenText());
            // The words of a sub-agent are no part of the answer: its result comes as the output of its tool.
            boolean answer = parentCall == null && part.getString("type").equals("text");
            begun.put(id, answer ? Part.text("", PartState.RUNNING) : Part.reasoning("", PartState.RUNNING).below(parentCall));
        }
        say(id, texts.get(id).whole(part.getString("text", "")));
    }

    private void say(String id, String more) {
        if (more.isEmpty()) {
            return;
        }
        Part first = begun.remove(id);
        if (first != null) {
            output.put(id, first);
        }
        output.append(id, more);
    }

    private void finished(JsonObject part) {
        JsonObject tokens = part.getJsonObject("tokens");
        if (tokens != null) {
            JsonObject cache = tokens.get("cache") instanceof JsonObject found ? found : JsonObject.EMPTY_JSON_OBJECT;
            BigDecimal cost = part.get("cost") instanceof JsonNumber number ? number.bigDecimalValue() : BigDecimal.ZERO;
            used.put(part.getString("id"), new Usage(count(tokens, "input"), count(tokens, "output"), count(tokens, "reasoning"),
                    count(cache, "read"), count(cache, "write"), cost));
            output.usage(used.values().stream().reduce(Usage.NONE, Usage::plus));
        }
    }

    private static long count(JsonObject tokens, String name) {
        return tokens.get(name) instanceof JsonNumber number ? number.longValue() : 0;
    }
}
