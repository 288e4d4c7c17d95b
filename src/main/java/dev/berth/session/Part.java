package dev.berth.session;

import java.util.List;

/**
 * One part of a message: text, reasoning, tool-call, tool-result, file, patch or error.
 *
 * @param toolInput JSON text, or null
 * @param toolOutput JSON text, or null
 */
public record Part(String type, String content, String toolName, String toolCallId, String toolInput, String toolOutput,
        String title, PartState state) implements JsonForm {

    public static final String TEXT = "text";
    public static final String REASONING = "reasoning";
    public static final String TOOL_CALL = "tool-call";
    public static final String TOOL_RESULT = "tool-result";
    public static final String ERROR = "error";

    public static Part text(String content, PartState state) {
        return new Part(TEXT, content, null, null, null, null, null, state);
    }

    public static Part error(String sentence) {
        return new Part(ERROR, sentence, null, null, null, null, null, PartState.ERROR);
    }

    public static Part toolCall(String callId, String tool, String inputJson, PartState state) {
        return new Part(TOOL_CALL, null, tool, callId, inputJson, null, null, state);
    }

    public static Part toolResult(String callId, String tool, String outputJson, PartState state) {
        return new Part(TOOL_RESULT, null, tool, callId, null, outputJson, null, state);
    }

    public boolean isText() {
        return TEXT.equals(type);
    }

    public Part withContent(String other) {
        return new Part(type, other, toolName, toolCallId, toolInput, toolOutput, title, state);
    }

    public Part withState(PartState other) {
        return new Part(type, content, toolName, toolCallId, toolInput, toolOutput, title, other);
    }

    /** The form a part takes when its turn has ended: what still ran is complete text, or a tool that did not finish. */
    public Part settled() {
        boolean open = state == PartState.PENDING || state == PartState.RUNNING;
        boolean tool = TOOL_CALL.equals(type) || TOOL_RESULT.equals(type);
        return open ? withState(tool ? PartState.ERROR : PartState.COMPLETE) : this;
    }

    /** The JSON text of an array of parts. */
    public static String arrayOf(List<Part> parts) {
        return new JsonWriter(512).array(parts).toString();
    }

    String arrayOfOne() {
        return arrayOf(List.of(this));
    }

    @Override
    public void writeTo(JsonWriter out) {
        out.beginObject().member("type", type).optional("content", content).optional("toolName", toolName)
                .optional("toolCallId", toolCallId).optionalRaw("toolInput", toolInput).optionalRaw("toolOutput", toolOutput)
                .optional("title", title);
        if (state != null) {
            out.member("state", state.wireName());
        }
        out.endObject();
    }
}
