package dev.berth.wire;

/** A client has broken the WebSocket protocol or said too much; the connection ends with a code and a sentence that says so. */
final class Violation extends RuntimeException {

    static final int PROTOCOL = 1002;
    static final int NOT_TEXT = 1003;
    static final int NOT_UTF_8 = 1007;
    static final int TOO_LARGE = 1009;
    private static final long serialVersionUID = 1L;

    private final int code;

    Violation(int code, String sentence) {
        super(sentence, null, false, false);
        this.code = code;
    }

    /** The code of the close frame (RFC 6455, 7.4.1). */
    int code() {
        return code;
    }
}
