package dev.berth.agent.opencode.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON as people write it into OpenCode's configuration: with comments and with commas at the end. */
final class Jsonc {

    private static final String STRING = "(\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\")";
    // Strings come first, so that nothing inside one is taken for a comment or a comma.
    private static final Pattern COMMENT = Pattern.compile(STRING + "|//[^\\n]*+|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern LAST_COMMA = Pattern.compile(STRING + "|,(?=\\s*[}\\]])", Pattern.DOTALL);

    private Jsonc() {
    }

    /** The same as plain JSON. What was wrong before stays wrong. */
    static String plain(String text) {
        return onlyStringsOf(LAST_COMMA, onlyStringsOf(COMMENT, text, " "), "");
    }

    private static String onlyStringsOf(Pattern pattern, String text, String instead) {
        return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found.group(1) == null ? instead : found.group(1)));
    }
}
