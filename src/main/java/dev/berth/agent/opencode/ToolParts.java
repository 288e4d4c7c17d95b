package dev.berth.agent.opencode;

import dev.berth.session.AgentOutput;
import dev.berth.session.JsonWriter;
import dev.berth.session.Part;
import dev.berth.session.PartState;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The tools of a turn as parts: the call, its output while it grows and when it is done, and what it changed in a file. */
final class ToolParts {

    private final AgentOutput output;
    private final Path workspace;
    private final CallIds ids;
    private final Map<String, Part> latest = new HashMap<>();
    private final Map<String, LiveOutput> growing = new HashMap<>();
    private final Map<String, String> askedDiffs = new HashMap<>();
    private final Set<String> running = new HashSet<>();
    /** A tool that has ended stays so, whatever comes late. */
    private final Set<String> ended = new HashSet<>();

    ToolParts(AgentOutput output, Path workspace, CallIds ids) {
        this.output = output;
        this.workspace = workspace;
        this.ids = ids;
    }

    boolean isRunning() {
        return !running.isEmpty();
    }

    /** What the call of a tool part is called in Berth. */
    String callId(JsonObject part) {
        return ids.of(part.getString("messageID", ""), part.getString("callID", part.getString("id")));
    }

    /** Remembers the diff that a permission was asked with: a file that is written whole comes with no other. */
    void asked(String callId, String diff) {
        askedDiffs.put(callId, diff);
    }

    /** Takes a tool part of OpenCode. @param parentCall the call of the sub-agent it belongs to, or null */
    void put(JsonObject part, String parentCall) {
        JsonObject state = part.getJsonObject("state");
        Call call = Call.of(callId(part), part, state, parentCall);
        switch (state.getString("status", "")) {
            case "pending" -> begin(call, PartState.PENDING);
            case "running" -> {
                begin(call, PartState.RUNNING);
                grow(call, metadata(state));
            }
            case "completed" -> end(call, call.failed() ? PartState.ERROR : PartState.COMPLETE, call.outcome(state));
            case "error" -> end(call, PartState.ERROR, state.getString("error", ""));
            default -> { }
        }
    }

    private void begin(Call call, PartState state) {
        if (!ended.contains(call.id())) {
            running.add(call.id());
            putNew(call.key(), call.part(state, null));
        }
    }

    private void grow(Call call, JsonObject metadata) {
        String now = metadata.getString("output", "");
        if (now.isEmpty() || ended.contains(call.id())) {
            return;
        }
        if (!growing.containsKey(call.id())) {
            growing.put(call.id(), new LiveOutput());
            output.put(call.resultKey(), call.emptyResult());
        }
        output.append(call.resultKey(), growing.get(call.id()).more(now));
    }

    private void end(Call call, PartState state, String said) {
        running.remove(call.id());
        ended.add(call.id());
        putNew(call.key(), call.part(state, call.duration()));
        putNew(call.resultKey(), call.result(JsonWriter.quoted(said.replace(workspace + "/", "")), state));
        String diff = state == PartState.COMPLETE ? diff(call) : null;
        if (diff != null && !diff.isBlank()) {
            putNew(call.id() + "/patch", Part.patch(call.id(), call.title(), Diffs.shown(diff, workspace)).below(call.parent()));
        }
        growing.remove(call.id());
        askedDiffs.remove(call.id());
    }

    private String diff(Call call) {
        JsonObject metadata = metadata(call.state());
        if (metadata.get("diff") instanceof JsonString diff) {
            return diff.getString();
        }
        boolean isNewFile = call.tool().equals("write") && !metadata.getBoolean("exists", true);
        return askedDiffs.getOrDefault(call.id(), isNewFile ? Diffs.ofNewFile(call.title(), call.input().getString("content", "")) : null);
    }

    private void putNew(String key, Part part) {
        if (!part.equals(latest.put(key, part))) {
            output.put(key, part);
        }
    }

    static JsonObject metadata(JsonObject state) {
        return state.get("metadata") instanceof JsonObject found ? found : JsonObject.EMPTY_JSON_OBJECT;
    }

    /** One call of a tool, as OpenCode has it now. A call of a tool that was not offered comes as the tool {@code invalid}. */
    private record Call(String id, String tool, JsonObject input, String parent, JsonObject state) {

        private static final String INVALID = "invalid";

        static Call of(String id, JsonObject part, JsonObject state, String parent) {
            JsonObject input = state.get("input") instanceof JsonObject found ? found : JsonObject.EMPTY_JSON_OBJECT;
            return new Call(id, part.getString("tool", "tool"), input, parent, state);
        }

        String key() {
            return id + "/call";
        }

        String resultKey() {
            return id + "/result";
        }

        boolean failed() {
            return tool.equals(INVALID);
        }

        String name() {
            return failed() ? input.getString("tool", tool) : tool;
        }

        String title() {
            return state.getString("title", null);
        }

        String outcome(JsonObject ended) {
            return failed() ? input.getString("error", "") : ended.getString("output", "");
        }

        Long duration() {
            JsonObject time = state.getJsonObject("time");
            return time == null || !time.containsKey("end") ? null
                    : time.getJsonNumber("end").longValue() - time.getJsonNumber("start").longValue();
        }

        Part part(PartState shown, Long milliseconds) {
            return Part.toolCall(id, name(), input.isEmpty() ? null : input.toString(), shown).withTitle(failed() ? null : title())
                    .below(parent).lasting(milliseconds);
        }

        Part emptyResult() {
            return Part.toolResult(id, name(), null, PartState.RUNNING).withContent("").below(parent);
        }

        Part result(String outputJson, PartState shown) {
            return Part.toolResult(id, name(), outputJson, shown).below(parent);
        }
    }
}
