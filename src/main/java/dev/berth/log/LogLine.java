package dev.berth.log;

/**
 * One line of the log: {@code The storage failed. session=k3f9 request=a1b2c3}. A value with anything but letters, digits and
 * {@code . _ - / : * ,} stands in quotes with JSON's escapes, so that none can begin a line or a field of its own.
 */
public final class LogLine {

    /** The names of the fields that lines have in common. */
    public static final String SESSION = "session";
    public static final String TURN = "turn";
    public static final String REQUEST = "request";
    public static final String TRACE = "trace";

    /** A longer value is cut off. In UTF-16 units. */
    static final int VALUE_MAX = 200;

    private final StringBuilder line;
    private boolean hasSession;

    private LogLine(String sentence) {
        line = new StringBuilder(sentence);
    }

    /**
     * Writes a line, with the fields of the {@link Trace} of what this thread is doing behind its own.
     *
     * @param sentence for people; nothing that came from outside
     * @param fields names and values in turn; one whose value is null is left out
     */
    public static String of(String sentence, Object... fields) {
        LogLine line = new LogLine(sentence);
        for (int i = 0; i < fields.length; i += 2) {
            line.field((String) fields[i], fields[i + 1]);
        }
        Trace trace = Trace.current();
        if (!line.hasSession) {
            line.field(SESSION, trace.session());
        }
        return line.field(REQUEST, trace.request()).field(TRACE, trace.traceId()).line.toString();
    }

    private LogLine field(String name, Object value) {
        if (value != null) {
            hasSession |= name.equals(SESSION);
            line.append(' ').append(name).append('=');
            append(value.toString());
        }
        return this;
    }

    private void append(String value) {
        String shown = value.length() > VALUE_MAX ? value.substring(0, VALUE_MAX) : value;
        if (!shown.isEmpty() && shown.chars().allMatch(LogLine::isPlain)) {
            line.append(shown);
            return;
        }
        line.append('"');
        shown.chars().forEach(this::appendEscaped);
        line.append('"');
    }

    private void appendEscaped(int c) {
        if (c == '"' || c == '\\') {
            line.append('\\').append((char) c);
        } else if (c < ' ' || c > '~') {
            // Also what is a line's end only to some: NEL, U+2028 and their like.
            line.append(String.format("\\u%04x", c));
        } else {
            line.append((char) c);
        }
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "._-/:*,".indexOf(c) >= 0;
    }
}
