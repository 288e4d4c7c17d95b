package dev.berth.it;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a follower shows, put together from events alone: a {@code message} brings one, a {@code message-delta} adds text to a
 * part at its offset, {@code message-parts} replaces them all. It notes every event that came twice, too late or did not fit.
 */
public final class FollowedText {

    private final Map<String, List<GrowingPart>> messages = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private long last;

    public FollowedText apply(List<Frame> frames) {
        frames.forEach(this::apply);
        return this;
    }

    /** Begins with a message as it was found somewhere else than in the events. */
    public void show(JsonObject message) {
        messages.put(message.getString("id"), parts(message.getJsonArray("parts")));
    }

    public void apply(Frame frame) {
        if (frame.is("resync")) {
            faults.add("resync: " + frame.data());
        }
        if (!frame.isDurable()) {
            return;
        }
        if (frame.seq() <= last) {
            faults.add("event " + frame.seq() + " came after " + last + ": " + frame.data());
        }
        last = Math.max(last, frame.seq());
        change(frame.data());
    }

    /** The number of the last event it has seen. */
    public long last() {
        return last;
    }

    public List<String> faults() {
        return faults;
    }

    /** The text of each message by its id. */
    public Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        messages.forEach((id, parts) -> texts.put(id, text(parts)));
        return texts;
    }

    /** The text of a stored message, from its parts. */
    public static String textOf(JsonObject message) {
        return text(parts(message.getJsonArray("parts")));
    }

    private void change(JsonObject event) {
        switch (event.getString("type")) {
            case "message" -> show(event.getJsonObject("message"));
            case "message-parts" -> messages.put(event.getString("messageId"), parts(event.getJsonArray("parts")));
            case "message-deleted" -> messages.remove(event.getString("messageId"));
            case "message-delta" -> append(event);
            default -> {
                // It says nothing of texts.
            }
        }
    }

    private void append(JsonObject delta) {
        List<GrowingPart> parts = messages.get(delta.getString("messageId"));
        if (parts == null || delta.getInt("part") >= parts.size()) {
            faults.add("a delta for what is not there: " + delta);
            return;
        }
        GrowingPart part = parts.get(delta.getInt("part"));
        if (part.content.length() != delta.getInt("offset")) {
            faults.add("a delta at another place than " + part.content.length() + ": " + delta);
        }
        part.content.append(delta.getString("text"));
    }

    private static List<GrowingPart> parts(JsonArray array) {
        List<GrowingPart> parts = new ArrayList<>();
        for (JsonValue part : array) {
            JsonObject object = part.asJsonObject();
            parts.add(new GrowingPart(object.getString("type"), new StringBuilder(object.getString("content", ""))));
        }
        return parts;
    }

    private static String text(List<GrowingPart> parts) {
        StringBuilder text = new StringBuilder();
        parts.stream().filter(part -> part.type.equals("text")).forEach(part -> text.append(part.content));
        return text.toString();
    }

    private record GrowingPart(String type, StringBuilder content) {
    }
}
