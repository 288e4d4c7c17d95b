package dev.berth.session;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a session's history: the last {@code seq} somebody saw, alone ({@code 1042}) or with the epoch of the file
 * before it ({@code k3f9.1042}). The epoch tells a restored, imported or forked file from the one that was followed (P3).
 *
 * @param epoch null when the cursor came as a plain number
 */
public record Cursor(String epoch, long seq) {

    private static final Pattern FORM = Pattern.compile("(?:([a-z0-9]{1,16})\\.)?([0-9]{1,18})");

    /** Reads a cursor, or refuses it with a sentence that names the field it came in. */
    public static Cursor parse(String field, String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            throw Refusal.invalid(field + " must be a cursor such as 1042 or k3f9.1042.");
        }
        return new Cursor(m.group(1), Long.parseLong(m.group(2)));
    }

    /** Whether a text has the form of a cursor (a message's id never has). */
    public static boolean isCursor(String text) {
        return FORM.matcher(text).matches();
    }

    /** Whether it belongs to the history with this epoch; a plain number belongs to any. */
    public boolean isOf(String otherEpoch) {
        return epoch == null || epoch.equals(otherEpoch);
    }

    @Override
    public String toString() {
        return epoch == null ? Long.toString(seq) : epoch + '.' + seq;
    }
}
