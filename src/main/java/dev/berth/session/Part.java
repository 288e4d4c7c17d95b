package dev.berth.session;

import java.util.List;

/**
 * One part of a message: text, reasoning, tool-call, tool-result, file, patch or error.
 *
 * @param toolInput JSON text, or null
 * @param toolOutput JSON text, or null
 * @param parentToolCallId the tool call of the sub-agent that this part belongs to, or null
 * @param durationMs how long the tool ran, or null
 */
public record Part(String type, String content, String toolName, String toolCallId, String toolInput, String toolOutput,
        String title, PartState state, String parentToolCallId, Long durationMs) implements JsonForm {

    public static final String TEXT = "text";
    public static final String REASONING = "reasoning";
    public static final String TOOL_CALL = "tool-call";
    public static final String TOOL_RESULT = "tool-result";
    public static final String FILE = "file";
    public static final String PATCH = "patch";
    public static final String ERROR = "error";

    public static Part text(String content, PartState state) {
        return new Part(TEXT, content, null, null, null, null, null, state, null, null);
    }

    public static Part error(String sentence) {
        return new Part(ERROR, sentence, null, null, null, null, null, PartState.ERROR, null, null);
    }

    public static Part toolCall(String callId, String tool, String inputJson, PartState state) {
        return new Part(TOOL_CALL, null, tool, callId, inputJson, null, null, state, null, null);
    }

    public static Part toolResult(String callId, String tool, String outputJson, PartState state) {
        return new Part(TOOL_RESULT, null, tool, callId, null, outputJson, null, state, null, null);
    }

    public static Part reasoning(String content, PartState state) {
        return new Part(REASONING, content, null, null, null, null, null, state, null, null);
    }

    /** A file that people have handed over. @param url with what is in it */
    public static Part file(String name, String url) {
        return new Part(FILE, url, null, null, null, null, name, null, null, null);
    }

    /** What a tool changed in a file. @param diff in the unified form */
    public static Part patch(String callId, String file, String diff) {
        return new Part(PATCH, diff, null, callId, null, null, file, PartState.COMPLETE, null, null);
    }

    public boolean isText() {
        return TEXT.equals(type);
    }

    /** Whether it is made of words of the agent. */
    public boolean isProse() {
        return isText() || REASONING.equals(type);
    }

    public Part withContent(String other) {
        return new Part(type, other, toolName, toolCallId, toolInput, toolOutput, title, state, parentToolCallId, durationMs);
    }

    public Part withState(PartState other) {
        return new Part(type, content, toolName, toolCallId, toolInput, toolOutput, title, other, parentToolCallId, durationMs);
    }

    public Part withTitle(String other) {
        return new Part(type, content, toolName, toolCallId, toolInput, toolOutput, other, state, parentToolCallId, durationMs);
    }

    public Part below(String toolCall) {
        return new Part(type, content, toolName, toolCallId, toolInput, toolOutput, title, state, toolCall, durationMs);
    }

    public Part lasting(Long milliseconds) {
        return new Part(type, content, toolName, toolCallId, toolInput, toolOutput, title, state, parentToolCallId, milliseconds);
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
                .optional("title", title).optional("parentToolCallId", parentToolCallId);
        if (durationMs != null) {
            out.member("durationMs", durationMs);
        }
        if (state != null) {
            out.member("state", state.wireName());
        }
        out.endObject();
    }
}
