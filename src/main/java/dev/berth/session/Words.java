package dev.berth.session;

/**
 * Words that are looked for in what was said: plain text, found in the middle of other words too, whatever the case of letters.
 * A letter is compared one by one in its upper and lower form, in any script; no letter counts as two (ß is not SS).
 */
public record Words(String text) {

    public static final int LENGTH_MAX = 200;
    private static final char ASCII_MAX = 127;

    public Words {
        if (text.isEmpty() || text.length() > LENGTH_MAX) {
            throw Refusal.invalid("q must have 1 to " + LENGTH_MAX + " characters.");
        }
    }

    public boolean areIn(String said) {
        char upper = Character.toUpperCase(text.charAt(0));
        char lower = Character.toLowerCase(text.charAt(0));
        for (int at = 0; at <= said.length() - text.length(); at++) {
            char c = said.charAt(at);
            // Some letters beyond ASCII are the same as one within, such as the sign for kelvin; the comparison below knows.
            boolean perhaps = c == lower || c == upper || c > ASCII_MAX;
            if (perhaps && said.regionMatches(true, at, text, 0, text.length())) {
                return true;
            }
        }
        return false;
    }
}
