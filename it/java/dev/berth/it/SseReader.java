package dev.berth.it;

import jakarta.json.JsonObject;

/** Puts the lines of an event stream together to events, by the rules of the HTML standard. */
final class SseReader {

    private final Frames frames;
    private StringBuilder data;
    private String event;
    private String id;
    private String blockId;
    private volatile String firstEventId = "";
    private volatile String lastEventId = "";
    private volatile int retry;
    private volatile boolean commented;

    SseReader(Frames frames) {
        this.frames = frames;
    }

    /** The place that the stream began with. */
    String firstEventId() {
        return firstEventId;
    }

    String lastEventId() {
        return lastEventId;
    }

    int retry() {
        return retry;
    }

    /** Whether a comment has come, which is what keeps a quiet stream open. */
    boolean commented() {
        return commented;
    }

    void line(String line) {
        if (line.isEmpty()) {
            dispatch();
        } else if (line.startsWith(":")) {
            commented = true;
        } else {
            int colon = line.indexOf(':');
            String name = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            field(name, value.startsWith(" ") ? value.substring(1) : value);
        }
    }

    private void field(String name, String value) {
        switch (name) {
            case "data" -> data = data == null ? new StringBuilder(value) : data.append('\n').append(value);
            case "event" -> event = value;
            case "retry" -> retry = Integer.parseInt(value);
            case "id" -> {
                id = value;
                blockId = value;
            }
            default -> throw new AssertionError("A field that nobody knows: " + name);
        }
    }

    private void dispatch() {
        if (id != null) {
            firstEventId = firstEventId.isEmpty() ? id : firstEventId;
            lastEventId = id;
        }
        if (data != null) {
            frames.add(new Frame(blockId, event, (JsonObject) Json.parse(data.toString())));
        }
        data = null;
        event = null;
        blockId = null;
    }
}
