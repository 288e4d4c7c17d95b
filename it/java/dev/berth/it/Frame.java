package dev.berth.it;

import jakarta.json.JsonObject;

/**
 * One thing a follower was told.
 *
 * @param id the SSE id; null when there was none, and over a WebSocket
 * @param event the SSE event's name; null when there was none, and over a WebSocket
 */
public record Frame(String id, String event, JsonObject data) {

    public String type() {
        return data.getString("type");
    }

    public boolean is(String type) {
        return type.equals(type());
    }

    /** Its place in the session's order; 0 when it is not stored. */
    public long seq() {
        return isDurable() ? data.getJsonNumber("seq").longValue() : 0;
    }

    /** Whether it is a row of the session, and not only said in passing. */
    public boolean isDurable() {
        return data.containsKey("seq") && !is("ready") && !is("resync");
    }

    /** The state of the turn it tells of; empty when it tells of none. */
    public String turnState(String turnId) {
        JsonObject turn = is("turn") ? data.getJsonObject("turn") : null;
        return turn != null && turn.getString("id").equals(turnId) ? turn.getString("state") : "";
    }
}
