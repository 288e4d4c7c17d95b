package dev.berth.live;

/** Why Berth ends a connection; the codes are those of the WebSocket protocol's close frame. */
public enum CloseReason {
    SHUTTING_DOWN(1012, "Not now; come back in a moment."),
    INTERNAL(1011, "Something went wrong in Berth."),
    TOO_SLOW(1013, "Too slow; come back with your cursor."),
    NOT_AUTHORISED(4001, "You may no longer follow this session."),
    DELETED(4004, "The session was deleted."),
    TOO_MANY(4009, "Too many connections.");

    private final int code;
    private final String sentence;

    CloseReason(int code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    public int code() {
        return code;
    }

    public String sentence() {
        return sentence;
    }
}
